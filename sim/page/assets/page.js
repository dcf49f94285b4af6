// What htmx does not do: sliders and steppers that write into the text field, the search, and what stays open.
(function () {
  "use strict";
  document.documentElement.classList.add("script");
  var language = document.documentElement.lang;
  var decimals = function (step) { return (String(step).split(".")[1] || "").length; };

  function written(number, slider) {
    var text = Number(number).toFixed(decimals(slider.step));
    if (language === "da") text = text.replace(".", ",");
    return slider.dataset.suffix ? text + (language === "da" ? "\u00a0pct." : "%") : text;
  }
  function sliderOf(field) { return document.querySelector('.slider[data-for="' + field.id + '"]'); }
  function fieldOf(element) { return document.getElementById(element.dataset.for); }
  function numberIn(field) { return parseFloat(field.value.replace(",", ".")); }
  function told(field) { field.dispatchEvent(new Event("change", { bubbles: true })); }

  document.addEventListener("input", function (event) {
    var slider = event.target;
    if (!slider.classList.contains("slider")) return;
    fieldOf(slider).value = written(slider.value, slider);
    slider.setAttribute("aria-valuetext", fieldOf(slider).value);
  });
  document.addEventListener("change", function (event) {
    var target = event.target;
    if (target.classList.contains("slider")) { event.stopPropagation(); told(fieldOf(target)); return; }
    if (target.id === "soeg") { event.stopPropagation(); return; }
    if (target.id && sliderOf(target)) {
      var number = numberIn(target);
      if (!isNaN(number)) sliderOf(target).value = number;
    }
  }, true);
  document.addEventListener("click", function (event) {
    var button = event.target.closest(".step");
    if (!button) return;
    var field = fieldOf(button), slider = sliderOf(field), number = numberIn(field);
    if (isNaN(number)) number = Number(slider.value);
    number = Math.max(0, number + Number(button.dataset.step) * Number(slider.step));
    field.value = written(number, slider);
    told(field);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target.id === "soeg") event.preventDefault();
  });
  document.addEventListener("input", function (event) {
    if (event.target.id !== "soeg") return;
    var words = event.target.value.toLowerCase().trim(), shown = 0;
    document.querySelectorAll("#flere .lever").forEach(function (lever) {
      var fits = lever.dataset.words.indexOf(words) >= 0;
      lever.hidden = !fits;
      shown += fits;
    });
    document.getElementById("soeg-fundet").textContent = event.target.dataset.found.replace("#", shown);
  });

  // an answer that grows replaces itself: what was unfolded stays so
  var open = [];
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.target.id !== "svar" || !event.detail.shouldSwap) return;
    open = Array.prototype.map.call(document.querySelectorAll("#svar details[open]"), function (one) {
      return Array.prototype.indexOf.call(document.querySelectorAll("#svar details"), one);
    });
    // htmx tells every element that is taken away, twice; nobody listens to hundreds of marks and cells
    document.querySelectorAll("#svar svg, #svar table").forEach(function (one) { one.remove(); });
    if (!event.detail.requestConfig.parameters.has("beregn")) return;
    document.querySelectorAll(".said").forEach(function (said) {  // what the answer has to say of a field comes with it
      if (!said.firstElementChild) return;
      said.textContent = "";
      wrong(said, false);
    });
  });
  document.addEventListener("htmx:afterSettle", function (event) {  // once for each element that was put in
    var place = event.target;
    if (place.id === "svar") {
      var all = document.querySelectorAll("#svar details");
      open.forEach(function (one) { if (all[one]) all[one].open = true; });
    }
    if (place.classList.contains("said")) wrong(place, place.dataset.problem === "1");
  });
  // a server that is gone, or was started again with another secret, must not look like an answer that is on its way
  function silent(is) { document.getElementById("forbindelse").hidden = !is; }
  document.addEventListener("htmx:sendError", function () { silent(true); });
  document.addEventListener("htmx:responseError", function (event) {
    var status = event.detail.xhr.status;
    if (status === 404 || status === 422) location.reload(); else silent(true);  // a file that is broken now says so itself
  });
  document.addEventListener("htmx:afterOnLoad", function (event) { if (event.detail.successful) silent(false); });
  function wrong(said, is) {
    var field = document.getElementById(said.id.replace("besked-", "felt-"));
    if (!field) return;
    if (is) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
    field.closest(".form-group").classList.toggle("form-error", is);
  }
  // a paper takes some seconds: what happens is said beside its link, where a plain link would be silent
  document.addEventListener("click", function (event) {
    var link = event.target.closest(".papers a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    var said = link.parentNode.querySelector(".made");
    if (said.dataset.busy) return;
    said.dataset.busy = "1";
    said.textContent = said.dataset.making;
    fetch(link.href).then(function (answer) {
      if (!answer.ok) { location.assign(link.href); return; }
      var name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition"))[1];
      return answer.blob().then(function (paper) {
        var here = document.createElement("a");
        here.href = URL.createObjectURL(paper);
        here.download = name;
        here.click();
        setTimeout(function () { URL.revokeObjectURL(here.href); }, 60000);
        said.textContent = said.dataset.made;
      });
    }).catch(function () { said.textContent = ""; silent(true); }).then(function () { delete said.dataset.busy; });
  });

  // an address that is gone back to is the state: the fields are read from it
  var shown = location.pathname + location.search;
  document.addEventListener("htmx:pushedIntoHistory", function () { shown = location.pathname + location.search; });
  window.addEventListener("popstate", function () {
    if (location.pathname + location.search !== shown) location.reload();
  });
})();
