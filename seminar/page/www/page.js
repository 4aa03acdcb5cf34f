// What the page does in the browser itself: state in the link, and fields that belong together.

/** A number field and a slider that show the same number; the field is the input, the slider follows it. */
class NumberWithSlider extends HTMLElement {
  connectedCallback() {
    const [slider, number] = [this.querySelector("[type=range]"), this.querySelector("[type=number]")];
    slider.addEventListener("input", () => {
      number.value = slider.value;
      number.dispatchEvent(new Event("input", { bubbles: true }));
      number.dispatchEvent(new Event("change", { bubbles: true }));
    });
    number.addEventListener("input", () => { slider.value = number.value; });
  }
}
customElements.define("number-with-slider", NumberWithSlider);

/** Put state into the address; null takes a name out. */
function keepInLink(state) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(state)) {
    url.searchParams.delete(name);
    for (const one of [value ?? []].flat()) url.searchParams.append(name, one);
  }
  history.replaceState(null, "", url);
}
window.keepInLink = keepInLink;
window.Shiny?.addCustomMessageHandler("keep-in-link", keepInLink);

// Another language shows the same state.
for (const link of document.querySelectorAll("a.language")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const url = new URL(location.href);
    url.searchParams.set("lang", link.lang);
    location.assign(url);
  });
}
