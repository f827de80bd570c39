using Schedules.Mpi;
using Schedules.Mpi.Tests.Acoustic;
using Schedules.Runtime.Tests.Victim;

// `AcousticRanks family...`: the bits of a small seismic gradient under each family, on the ranks of the launcher.
using var group = MpiGroup.World();
var survey = new SmallSurvey(group);
foreach (var family in args)
{
    var bits = survey.Bits(SampleSchedules.All[family](SmallSurvey.Steps));
    if (group.Rank == 0)
        Console.WriteLine($"{family}: {bits}");
}
