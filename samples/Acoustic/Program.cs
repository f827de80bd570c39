using Schedules.Samples;
using Schedules.Samples.Acoustic;

const int Success = 0;
const int Failure = 1;
const int BadUsage = 2;

var parsed = new AcousticCommand().Create(Run).Parse(args);
if (parsed.Errors is not [var first, ..])
    return parsed.Invoke();
Console.Error.WriteLine(first.Message);
return BadUsage;

static int Run(Settings settings)
{
    using var interruption = new Interruption();
    try
    {
        var complaints = new Session(Terminal.Create(), settings, interruption.Token).Run();
        foreach (var complaint in complaints)
            Console.Error.WriteLine($"failed: {complaint}");
        return complaints.Count == 0 ? Success : Failure;
    }
    catch (SettingsException refused)
    {
        Console.Error.WriteLine(refused.Message);
        return BadUsage;
    }
    catch (OperationCanceledException)
    {
        Console.Error.WriteLine("interrupted");
        return Failure;
    }
    catch (Exception failure)
    {
        // Whatever it is (a full disk, too little memory), people get a line and not a stack trace.
        Console.Error.WriteLine($"failed: {failure.Message}");
        return Failure;
    }
}
