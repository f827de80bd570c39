using System.CommandLine;
using Schedules.Samples;
using Schedules.Samples.Burgers;

var command = new RootCommand(BurgersSample.Description);
BurgersSample.AddTo(command);
var parsed = command.Parse(args);
if (parsed.Errors is not [var first, ..])
    return parsed.Invoke();
Console.Error.WriteLine(first.Message);
return Invocation.BadUsage;
