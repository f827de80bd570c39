/// The least makespan there is, by the exhaustive search that the library's users have, of the core's costs.
module Schedules.Tests.Search

open Schedules.FSharp

/// Of one adjoint calculation of `steps` steps, with so many slots on each level, RAM first. Infinite if it cannot be done.
let leastMakespan (steps: int) (slots: int list) (model: CostModel) : float =
    let costs =
        Schedules.Interop.CostModel(model.Uf, model.Ub, model.Writes, model.Reads)

    Schedules.Testing.ExhaustiveSearch.LeastMakespan(steps, slots, costs)
