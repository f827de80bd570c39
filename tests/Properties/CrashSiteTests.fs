/// What is said of a crash may be wrong: then the error says what.
module Schedules.Tests.CrashSiteTests
