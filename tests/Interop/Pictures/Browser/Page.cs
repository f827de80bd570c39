using System.Text.Json.Nodes;

namespace Schedules.Interop.Tests.Pictures.Browser;

/// <summary>A page in a browser, as somebody at the keyboard has it.</summary>
internal sealed class Page(Session session, string id)
{
    /// <summary>The codes of keys that are no letters.</summary>
    private static readonly Dictionary<string, int> Codes = new()
    {
        ["PageUp"] = 33,
        ["PageDown"] = 34,
        ["End"] = 35,
        ["Home"] = 36,
        ["ArrowLeft"] = 37,
        ["ArrowUp"] = 38,
        ["ArrowRight"] = 39,
        ["ArrowDown"] = 40,
        ["Tab"] = 9,
        [" "] = 32,
    };

    public static async Task<Page> OpenAsync(Session session, Uri address, int width, int height)
    {
        var target = await session.SendAsync("Target.createTarget", new { url = "about:blank" });
        var attached = await session.SendAsync(
            "Target.attachToTarget",
            new { targetId = target["targetId"]!.GetValue<string>(), flatten = true }
        );
        var page = new Page(session, attached["sessionId"]!.GetValue<string>());
        await page.SendAsync("Runtime.enable", new { });
        await page.SendAsync("Log.enable", new { });
        await page.SendAsync("Network.enable", new { });
        await page.SendAsync("Page.enable", new { });
        await page.SendAsync(
            "Emulation.setDeviceMetricsOverride",
            new
            {
                width,
                height,
                deviceScaleFactor = 1,
                mobile = false,
            }
        );
        await page.SendAsync("Page.navigate", new { url = address.AbsoluteUri });
        await page.EvaluateAsync(
            "new Promise(done => document.readyState === 'complete' ? done(0) : addEventListener('load', () => done(0)))"
        );
        return page;
    }

    /// <summary>What went wrong on the page: exceptions, errors on the console and
    /// in the log.</summary>
    public IEnumerable<string> Errors =>
        from message in Mine
        let kind = message["method"]!.GetValue<string>()
        where
            kind == "Runtime.exceptionThrown"
            || kind == "Runtime.consoleAPICalled"
            || (kind == "Log.entryAdded" && message["params"]!["entry"]!["level"]!.GetValue<string>() != "verbose")
        select message.ToJsonString();

    /// <summary>The addresses that the page asked for.</summary>
    public IEnumerable<string> Requests =>
        from message in Mine
        where message["method"]!.GetValue<string>() == "Network.requestWillBeSent"
        select message["params"]!["request"]!["url"]!.GetValue<string>();

    private IEnumerable<JsonNode> Mine =>
        session.Events.Where(message => message["sessionId"]?.GetValue<string>() == id);

    public Task<JsonNode> SendAsync(string method, object parameters) => session.SendAsync(method, parameters, id);

    /// <summary>The value of an expression, awaited if it is a promise.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var answer = await SendAsync(
            "Runtime.evaluate",
            new
            {
                expression,
                awaitPromise = true,
                returnByValue = true,
            }
        );
        return answer["exceptionDetails"] is { } thrown
            ? throw new InvalidOperationException(thrown.ToJsonString())
            : answer["result"]!["value"];
    }

    /// <summary>The text of an element.</summary>
    public async Task<string> TextAsync(string element) =>
        (await EvaluateAsync($"document.getElementById('{element}').textContent"))!.GetValue<string>();

    /// <summary>Presses a key and lets it go.</summary>
    public async Task PressAsync(string key)
    {
        var code = Codes[key];
        foreach (var type in (string[])["rawKeyDown", "keyUp"])
            await SendAsync(
                "Input.dispatchKeyEvent",
                new
                {
                    type,
                    key,
                    code = key == " " ? "Space" : key,
                    windowsVirtualKeyCode = code,
                }
            );
    }

    /// <summary>Clicks at a point.</summary>
    public async Task ClickAsync(double x, double y)
    {
        foreach (var type in (string[])["mousePressed", "mouseReleased"])
            await SendAsync(
                "Input.dispatchMouseEvent",
                new
                {
                    type,
                    x,
                    y,
                    button = "left",
                    clickCount = 1,
                }
            );
    }
}
