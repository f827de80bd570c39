using Core = Schedules.FSharp;

namespace Schedules.Interop;

// Wall time on a machine.
public sealed partial class CheckpointSchedule
{
    /// <summary>The wall time on a machine of the forward and of one adjoint calculation (none, if
    /// none is permitted), as the executor carries them out, by a pass over the actions.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="overlapped">Whether slower levels are written and read beside the computation.</param>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Names what makes no sense of the
    /// machine.</exception>
    public Timeline Time(Machine machine, bool overlapped = true) => Time(machine, Adjoints == 0 ? 0 : 1, overlapped);

    /// <summary>The wall time on a machine of the forward and of so many adjoint
    /// calculations.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="adjoints">How many: as many as are permitted.</param>
    /// <param name="overlapped">Whether slower levels are written and read beside the computation.</param>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    /// <exception cref="ArgumentOutOfRangeException">So many are not permitted; or names what makes
    /// no sense of the machine.</exception>
    public Timeline Time(Machine machine, long adjoints, bool overlapped = true)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return new(Map.Value(Core.ScheduleModule.timeOf(machine.ToCore(), overlapped, adjoints, core)));
    }

    /// <summary>When on a machine each action begins and, last, when all is over, in seconds from the
    /// start: of the forward and of so many adjoint calculations, by a pass that goes over as many
    /// actions as are asked for.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="adjoints">How many: as many as are permitted.</param>
    /// <param name="overlapped">Whether slower levels are written and read beside the computation.</param>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    /// <exception cref="ArgumentOutOfRangeException">So many are not permitted; or names what makes
    /// no sense of the machine.</exception>
    public IEnumerable<double> Starts(Machine machine, long adjoints = 1, bool overlapped = true)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return Map.Value(Core.ScheduleModule.startsOf(machine.ToCore(), overlapped, adjoints, core));
    }

    /// <summary>The reads and writes of the slower levels, overlapped with the forward and one
    /// adjoint calculation.</summary>
    /// <param name="machine">The machine.</param>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Names what makes no sense of the
    /// machine.</exception>
    public IReadOnlyList<TimedTransfer> Transfers(Machine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return
        [
            .. Map.Value(Core.TimelineModule.transfers(machine.ToCore(), 1, core))
                .Select(transfer => new TimedTransfer(
                    (Storage)transfer.Level,
                    transfer.IsWrite,
                    transfer.Step,
                    transfer.Start,
                    transfer.End
                )),
        ];
    }
}
