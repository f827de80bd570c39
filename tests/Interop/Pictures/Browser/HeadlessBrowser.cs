using System.Diagnostics;

namespace Schedules.Interop.Tests.Pictures.Browser;

/// <summary>One Chromium without a window for the tests of a class, started with the first page and
/// ended with the last.</summary>
public sealed class HeadlessBrowser : IAsyncLifetime
{
    private readonly string profile = Directory.CreateTempSubdirectory("schedules-browser-").FullName;
    private Process? process;
    private Session? session;

    public async Task InitializeAsync()
    {
        // Then every test of the class is skipped.
        if (Chromium.Path is null)
            return;

        process = Process.Start(
            new ProcessStartInfo(
                Chromium.Path,
                [
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--remote-debugging-port=0",
                    $"--user-data-dir={profile}",
                    "about:blank",
                ]
            )
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        try
        {
            session = await Session.ConnectAsync(await AddressAsync(process));
        }
        catch
        {
            // xunit does not dispose of what has not been initialised.
            await DisposeAsync();
            throw;
        }
    }

    public async Task DisposeAsync()
    {
        if (session is not null)
            await session.DisposeAsync();
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
        Directory.Delete(profile, recursive: true);
    }

    /// <summary>Loads a page from a file, of a size in pixels.</summary>
    internal async Task<Page> OpenAsync(string html, int width = 1200, int height = 900)
    {
        var file = Path.Combine(profile, $"{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, html);
        return await Page.OpenAsync(session!, new Uri(file), width, height);
    }

    /// <summary>It writes where it listens on standard error; what else it writes is of
    /// no interest.</summary>
    private static async Task<Uri> AddressAsync(Process process)
    {
        const string Told = "DevTools listening on ";
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, written) =>
        {
            if (written.Data is null)
                address.TrySetException(new InvalidOperationException("the browser has ended without listening"));
            else if (written.Data.StartsWith(Told, StringComparison.Ordinal))
                address.TrySetResult(new Uri(written.Data[Told.Length..]));
        };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return await address.Task.WaitAsync(TimeSpan.FromMinutes(2));
    }
}
