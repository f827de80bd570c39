using System;
using System.IO;
using System.Linq;
using Microsoft.Build.Utilities;

/// <summary>
/// Plants faults into copies of sources: compiled into the build, not into the tests. A seed is a
/// file of the name of its fault: what it does, the name of the source, then what stands there,
/// once, and what takes its place, as often as needed; a line of dashes between all of them.
/// </summary>
public sealed class Planting : Task
{
    private static readonly string[] Dashes = { "\n---\n" };

    public string[] Sources { get; set; }

    public string[] Seeds { get; set; }

    public string Target { get; set; }

    public override bool Execute()
    {
        Directory.CreateDirectory(Target);
        var texts = Sources.ToDictionary(Path.GetFileName, Read);
        foreach (var seed in Seeds.OrderBy(seed => seed, StringComparer.Ordinal))
        {
            var parts = Read(seed).Split(Dashes, StringSplitOptions.None);
            var name = parts[1].Trim();
            for (var i = 2; i + 1 < parts.Length; i += 2)
            {
                var (from, to) = (parts[i], parts[i + 1].TrimEnd('\n'));
                if (texts[name].Split(new[] { from }, StringSplitOptions.None).Length == 2)
                    texts[name] = texts[name].Replace(from, to);
                else
                    Log.LogError(
                        null,
                        null,
                        null,
                        seed,
                        0,
                        0,
                        0,
                        0,
                        $"it no longer fits {name}, where this is to stand once; plant the same fault where it belongs now: {from}"
                    );
            }
        }

        foreach (var source in Sources)
        {
            var name = Path.GetFileName(source);
            File.WriteAllText(Path.Combine(Target, name), $"#line 1 \"{source}\"\n{texts[name]}");
        }

        return !Log.HasLoggedErrors;
    }

    private static string Read(string path) => File.ReadAllText(path).Replace("\r\n", "\n");
}
