// Shows the schedule that is chosen, in the colours of this page.
{
    const choice = document.getElementById("choice");
    const player = document.getElementById("player");
    const load = () => {
        const { family, steps, slots } = choice.elements;
        const theme = document.documentElement.dataset.theme;
        const page = `content/players/${family.value}-${steps.value}-${slots.value}.html${theme ? `?${theme}` : ""}`;
        // In place of the one before: "back" leads to the page before this.
        player.contentWindow.location.replace(new URL(page, location));
    };
    choice.reset();
    choice.addEventListener("change", load);
    addEventListener("theme", load);
    if (document.documentElement.dataset.theme) load();
}
