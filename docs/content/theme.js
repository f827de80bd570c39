// Light or dark: as the system says, until somebody chooses. Before the page is drawn, so that it does not flash.
{
    const root = document.documentElement;
    const remembered = (value) => {
        try {
            if (value) localStorage.setItem("theme", value);
            return localStorage.getItem("theme");
        } catch {
            return value; // Storage is forbidden: for this page only.
        }
    };
    const choose = (theme) => {
        if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    };
    choose(remembered());

    addEventListener("DOMContentLoaded", () =>
        document.getElementById("theme").addEventListener("click", () => {
            const isDark = getComputedStyle(root).getPropertyValue("--is-dark").trim() === "1";
            const theme = isDark ? "light" : "dark";
            choose(theme);
            remembered(theme);
            dispatchEvent(new Event("theme"));
        }));
}
