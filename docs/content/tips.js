// What an identifier is, under the pointer. A page reads as well without it.
{
    let shown = null;

    document.addEventListener("pointerover", event => {
        const word = event.target.closest("[data-fsdocs-tip]");
        const tip = word && document.getElementById(word.dataset.fsdocsTip);
        if (tip === shown) return;
        if (shown) shown.hidePopover();
        shown = tip;
        if (!tip) return;
        tip.showPopover();
        const place = word.getBoundingClientRect();
        tip.style.left = `${Math.max(4, Math.min(place.left, innerWidth - tip.offsetWidth - 4))}px`;
        const below = place.bottom + 4;
        tip.style.top = `${below + tip.offsetHeight > innerHeight ? place.top - tip.offsetHeight - 4 : below}px`;
    });
}
