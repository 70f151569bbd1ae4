// Search, theme, and the card that the address names. Everything can be read without this.
"use strict";

(() => {
  const root = document.documentElement;
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const nothing = document.getElementById("nothing");
  const theme = document.getElementById("theme");
  const cards = [...document.querySelectorAll(".card")].map((card) => ({
    card,
    title: card.querySelector("summary").textContent.toLowerCase(),
    text: card.textContent.toLowerCase(),
    link: document.querySelector(`nav a[href="#${CSS.escape(card.id)}"]`)?.parentElement,
  }));

  const remembered = () => {
    try {
      return localStorage.getItem("steward.docs.theme");
    } catch {
      return null;
    }
  };

  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

  const nameTheme = () => {
    theme.textContent = isDark() ? "Light" : "Dark";
    theme.setAttribute("aria-label", `Use the ${isDark() ? "light" : "dark"} theme`);
  };

  const showMatches = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { card, title, text, link } of cards) {
      // A short word is looked for in titles, where it can mean something.
      const matches = words.every((word) => (word.length < 3 ? title : text).includes(word));
      card.hidden = !matches;
      if (link) link.hidden = !matches;
      count += matches ? 1 : 0;
    }
    for (const part of document.querySelectorAll("main .room, nav section"))
      part.hidden = words.length > 0 && !part.querySelector(".card:not([hidden]), li:not([hidden])");
    document.querySelector(".introduction").hidden = words.length > 0;
    nothing.hidden = count > 0;
    found.textContent = words.length > 0 ? `${count} found` : "";
  };

  const openNamed = () => {
    const card = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!card?.classList.contains("card")) return;
    if (card.hidden) {
      search.value = "";
      showMatches();
    }
    card.open = true;
    card.scrollIntoView();
  };

  const chosen = remembered();
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  search.closest("label").hidden = false;
  theme.hidden = false;
  nameTheme();
  openNamed();

  search.addEventListener("input", showMatches);
  addEventListener("hashchange", openNamed);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", nameTheme);
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("steward.docs.theme", root.dataset.theme);
    } catch {
      // The choice lasts as long as the page.
    }
    nameTheme();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== search) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && document.activeElement === search) {
      search.value = "";
      showMatches();
    }
  });
})();
