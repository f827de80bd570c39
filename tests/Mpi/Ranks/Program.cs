using Schedules.Mpi;
using Schedules.Mpi.Tests.Ranks;

// `Ranks family steps [journal=directory] [slow=rank] [cancel=rank:step] [throw=rank:step] [fail=rank:call]
// [kill=rank:step] [die=rank:agreement] [slice=steps]`: a run on the ranks of the launcher. What a rank throws is
// printed; the run is started again where it can be. The last line of rank 0 is its result. Of many runs, one after
// another, the words are separated by `then`; one that fails is the last.
using var group = MpiGroup.World();
var (code, next) = (0, 0);
while (code == 0 && next < args.Length)
{
    var end = Array.IndexOf(args, "then", next) is >= 0 and var at ? at : args.Length;
    code = OneRun.Run(group, args[next..end]);
    next = end + 1;
}

return code;
