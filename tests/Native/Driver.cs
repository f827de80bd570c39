using System.Collections.Concurrent;
using System.Diagnostics;

namespace Schedules.Native.Tests;

/// <summary>Programs in other languages: compiled from artifacts/native alone, and run.</summary>
internal static class Driver
{
    private const int Patience = 240_000;

    private static readonly string Scratch = Directory.CreateTempSubdirectory("schedules-native-").FullName;
    private static readonly ConcurrentDictionary<string, Lazy<string>> Compiled = new();

    static Driver() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Scratch, recursive: true);

    /// <summary>A program of C, warnings being errors.</summary>
    public static string C(string name, params string[] options) =>
        Once(
            $"{name}-{string.Join("", options)}",
            output =>
                Run(
                    "gcc",
                    null,
                    [
                        "-std=c11",
                        "-D_GNU_SOURCE",
                        "-O1",
                        "-g",
                        "-Wall",
                        "-Wextra",
                        "-Werror",
                        .. options,
                        $"-I{Path.Combine(Published.Folder, "include")}",
                        Source("C", $"{name}.c"),
                        "-o",
                        output,
                        .. Link,
                        "-lm",
                        "-pthread",
                    ]
                )
        );

    /// <summary>A program of Fortran, with the module.</summary>
    public static string Fortran(string name) =>
        Once(
            $"{name}-fortran",
            output =>
                Run(
                    "gfortran",
                    null,
                    [
                        "-std=f2018",
                        "-O1",
                        "-g",
                        "-Wall",
                        "-Werror",
                        "-fcheck=all",
                        $"-J{Directory.CreateDirectory($"{output}.modules").FullName}",
                        Path.Combine(Published.Folder, "fortran", "schedules.f90"),
                        Source("Fortran", $"{name}.f90"),
                        "-o",
                        output,
                        .. Link,
                    ]
                )
        );

    /// <summary>A script of Python, with the file in its path.</summary>
    public static string Python(string name, string? input = null, params string[] arguments) =>
        Run("python3", input, ["-B", Source("Python", $"{name}.py"), .. arguments]);

    /// <summary>What a program prints, which has to end well.</summary>
    public static string Run(string program, string? input, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Scratch,
        };
        // What the runtime allocates once, when it starts, is no leak of the caller's.
        File.WriteAllText(Path.Combine(Scratch, "leaks"), "leak:libschedules.so\n");
        start.Environment["LSAN_OPTIONS"] = $"suppressions={Path.Combine(Scratch, "leaks")}:print_suppressions=0";
        start.Environment["PYTHONPATH"] = Path.Combine(Published.Folder, "python");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var fed = Task.Run(() =>
        {
            using var writer = process.StandardInput;
            try
            {
                writer.Write(input ?? "");
            }
            catch (IOException)
            {
                // It has ended already, which its exit code tells.
            }
        });
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} has not ended");
        }
        fed.Wait();
        Assert.True(
            process.ExitCode == 0,
            $"{program} {string.Join(' ', arguments)}: exit code {process.ExitCode}\n{error.Result}\n{output.Result}"
        );
        return output.Result;
    }

    private static string[] Link =>
        [
            $"-L{Path.Combine(Published.Folder, "lib")}",
            "-lschedules",
            $"-Wl,-rpath,{Path.Combine(Published.Folder, "lib")}",
        ];

    private static string Source(string language, string file) =>
        Path.Combine(Published.Root, "tests", "Native", language, file);

    private static string Once(string name, Action<string> compile) =>
        Compiled
            .GetOrAdd(
                name,
                _ =>
                    new(() =>
                    {
                        var output = Path.Combine(Scratch, name);
                        compile(output);
                        return output;
                    })
            )
            .Value;
}
