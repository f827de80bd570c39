module Schedules.Tests.OnlineTests

let x = 1
