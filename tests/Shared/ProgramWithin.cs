using System.Reflection;
using System.Text;

namespace Schedules.Tests;

/// <summary>A program that runs within the tests' process, which is much faster than one of its own: what it writes to the
/// console is caught.</summary>
internal static class ProgramWithin
{
    private static readonly Caught Output = new(Console.Out);
    private static readonly Caught Error = new(Console.Error);

    static ProgramWithin()
    {
        Console.SetOut(Output);
        Console.SetError(Error);
    }

    public static (int Code, string Output, string Error) Run(Assembly program, string[] arguments)
    {
        var (output, error) = (Output.Begin(), Error.Begin());
        var code = (int)program.EntryPoint!.Invoke(null, [arguments])!;
        return (code, output.ToString()!, error.ToString()!);
    }

    /// <summary>To where whoever calls has begun; else to where it went.</summary>
    private sealed class Caught(TextWriter otherwise) : TextWriter
    {
        private readonly AsyncLocal<TextWriter?> own = new();

        public override Encoding Encoding => otherwise.Encoding;

        public TextWriter Begin() => own.Value = new StringWriter();

        public override void Write(char value) => (own.Value ?? otherwise).Write(value);

        public override void Write(char[] buffer, int index, int count) =>
            (own.Value ?? otherwise).Write(buffer, index, count);
    }
}
