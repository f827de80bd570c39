using System.CommandLine;
using Schedules.Samples;
using Schedules.Samples.Acoustic;

var command = new RootCommand(AcousticSample.Description);
AcousticSample.AddTo(command);
var parsed = command.Parse(args);
if (parsed.Errors is not [var first, ..])
    return parsed.Invoke();
Console.Error.WriteLine(first.Message);
return Invocation.BadUsage;
