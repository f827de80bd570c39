// Search without a server: the build writes the texts into a script, which is loaded when somebody begins to type.
{
    const root = document.currentScript.dataset.root;
    const box = document.getElementById("search");
    const found = document.getElementById("found");
    const most = 12;

    box.addEventListener("focus", () => {
        const script = document.createElement("script");
        script.src = `${root}content/texts.js`; // Sets `texts`: arrays of address, title, heading and text.
        script.addEventListener("load", look);
        document.head.append(script);
    }, { once: true });

    const count = (text, word) => text.split(word).length - 1;

    /// How well a section fits: nothing if a word is missing; words in headings count for more.
    function worth([address, title, heading, text], words) {
        const [head, body] = [`${title} ${heading}`.toLowerCase(), text.toLowerCase()];
        let sum = 0;
        for (const word of words) {
            const one = 20 * count(head, word) + Math.min(5, count(body, word));
            if (one === 0) return 0;
            sum += one + (heading.toLowerCase() === word ? 40 : 0) + (title.toLowerCase() === word ? 30 : 0);
        }
        return address.startsWith("reference/") ? sum / 2 : sum;
    }

    function excerpt(text, words) {
        const at = Math.max(0, Math.min(...words.map((word) => text.toLowerCase().indexOf(word)).filter((at) => at >= 0)) - 40);
        return Number.isFinite(at) ? `${at > 0 ? "…" : ""}${text.slice(at, at + 130)}…` : `${text.slice(0, 130)}…`;
    }

    function look() {
        const words = box.value.toLowerCase().split(/\s+/).filter((word) => word);
        found.hidden = words.length === 0 || !window.texts;
        if (found.hidden) return;
        const hits = texts
            .map((section) => [worth(section, words), section])
            .filter(([value]) => value > 0)
            .sort(([a], [b]) => b - a)
            .slice(0, most);
        found.replaceChildren(...hits.map(([, [address, title, heading, text]]) => {
            const item = document.createElement("li");
            const link = document.createElement("a");
            link.href = root + address;
            link.textContent = heading && heading !== title ? `${title}: ${heading}` : title;
            const shown = document.createElement("small");
            shown.textContent = excerpt(text, words);
            link.append(shown);
            item.append(link);
            return item;
        }));
        if (hits.length === 0) found.textContent = "Nothing has all these words.";
    }

    box.addEventListener("input", look);
    document.addEventListener("keydown", (event) => {
        const typing = event.target.closest("input, select, textarea");
        if (event.key === "/" && !typing) {
            event.preventDefault();
            box.focus();
        } else if (event.key === "Escape") {
            found.hidden = true;
        } else if (event.key === "Enter" && event.target === box) {
            found.querySelector("a")?.click();
        } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !found.hidden) {
            const all = [box, ...found.querySelectorAll("a")];
            const at = all.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
            if (all[at]) {
                event.preventDefault();
                all[at].focus();
            }
        }
    });
    document.addEventListener("click", (event) => {
        if (!event.target.closest("search")) found.hidden = true;
    });
}
