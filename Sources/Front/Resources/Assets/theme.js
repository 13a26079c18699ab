// Before anything is drawn: the colours that this person chose, if not the system's.
(() => {
  try {
    const theme = localStorage.getItem("irra-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch { /* a browser that keeps nothing shows the system's colours */ }
})();
