using System.CommandLine;
using Schedules.Cli.Actions;
using Schedules.Cli.CommandLine;
using Schedules.Cli.Families;
using Schedules.Cli.Help;
using Schedules.Cli.Output;
using Schedules.Interop;

namespace Schedules.Cli.Pictures;

/// <summary>schedules show FAMILY: the time-line in the terminal, or as a file.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var families = new FamilyOptions(weighsCosts: true);
        var adjoints = AdjointsOption.Create();
        var width = OptionFactory.Whole<int>(
            "--width",
            "Most characters across of the text [the terminal's; 80 in a file or a pipe]",
            Terminal.MinWidth
        );
        var svg = OptionFactory.File("--svg", "Write the picture as SVG to this file instead");
        var html = OptionFactory.File(
            "--html",
            "Write a page in which one steps through the actions to this file instead"
        );
        var command = new Command("show", "The time-line of a schedule, in the terminal or as a file");
        families.AddTo(command);
        foreach (var option in (Option[])[adjoints, width, svg, html])
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var spec = families.Read(parsed);
            foreach (var file in (string?[])[parsed.GetValue(svg), parsed.GetValue(html)])
                if (file is not null)
                    OutputFile.Check(file);
            var schedule = ParameterErrors.Explain(spec, () => BuildingProgress.Follow(spec.Build));
            var options = new PictureOptions
            {
                Adjoints = AdjointsOption.Of(schedule, parsed.GetValue(adjoints)),
                Costs = spec.Costs,
                Width = parsed.GetValue(width) ?? Terminal.Width,
            };
            var files = new List<(string Name, Action<TextWriter> Draw)>();
            if (parsed.GetValue(svg) is { } svgFile)
                files.Add((svgFile, writer => Picture.Svg(schedule, writer, options)));
            if (parsed.GetValue(html) is { } htmlFile)
                files.Add((htmlFile, writer => Picture.Html(schedule, writer, options)));
            if (files.Count > 0 && parsed.GetResult(width) is not null)
                parsed.InvocationConfiguration.Error.WriteLine($"note: {width.Name} has no effect on files");
            if (files.Count == 0)
            {
                var lines = Drawn(() => Picture.Text(schedule, options));
                Utf8Lines.Print(PictureColors.AreWanted ? PictureColors.Of(lines) : lines);
            }
            foreach (var (name, draw) in files)
                Save(name, draw);
            return ExitCode.Done;
        });
        return ExampleHelp.Of(
            command,
            "Examples:",
            "  schedules show revolve --max-n 10 --snapshots-in-ram 3",
            "  schedules show online --policy greedy --snapshots 4 --steps 200 --html greedy.html"
        );
    }

    private static void Save(string name, Action<TextWriter> draw)
    {
        // Drawn before the file is opened: what cannot be drawn leaves no file behind.
        using var picture = new StringWriter { NewLine = "\n" };
        Drawn(() =>
        {
            draw(picture);
            return 0;
        });
        File.WriteAllText(name, picture.ToString());
    }

    private static T Drawn<T>(Func<T> draw)
    {
        try
        {
            return draw();
        }
        catch (ArgumentOutOfRangeException refused)
        {
            throw new UsageException($"too long for this picture: {refused.Message.Split(" (Parameter")[0]}");
        }
    }
}
