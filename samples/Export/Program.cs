using Schedules.Runtime;
using Schedules.Samples.Export;

if (args is not [var directory, var path])
{
    Console.Error.WriteLine("wanted: DIRECTORY FILE: a directory of a run, and the HDF5 file to be written");
    return 2;
}

var found = RunInspection.Of(directory);
Console.WriteLine($"{Hdf5Export.Write<double>(found, path)} checkpoints written to {path}");
foreach (var fault in found.Faults)
    Console.Error.WriteLine($"not whole, and left out: {fault}");
return found.Faults.Count == 0 ? 0 : 1;
