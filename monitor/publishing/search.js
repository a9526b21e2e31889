"use strict";
// Searches the shards of the index one after another. Rows: code, promise, due, state, state as a word, units.
(function () {
  var status = document.getElementById("status"), list = document.getElementById("found"), box = document.getElementById("q");
  var shards = Number(status.dataset.shards), count = 0, most = 200;
  var asked = new URLSearchParams(location.search).get("q") || "";
  var fold = function (text) { return text.normalize("NFKC").toLowerCase(); };
  var words = fold(asked).split(/\s+/).filter(Boolean);
  box.value = asked;
  function add(name, words, parent, kind) {
    var element = document.createElement(name);
    element.textContent = words;
    if (kind) { element.className = kind; }
    parent.appendChild(element);
    return element;
  }
  function show(row) {
    var item = add("li", "", list, row[3]);
    add("a", row[1], item).href = "targets/" + row[0] + ".html";
    var meta = add("span", "", item, "meta");
    add("b", row[4], meta, "state");
    add("span", " " + row[2] + " " + row[5] + " ", meta);
    add("span", row[0], meta, "code");
  }
  window.duban = function (rows) {
    rows.forEach(function (row) {
      var text = fold(row[0] + " " + row[1] + " " + row[2] + " " + row[4] + " " + row[5]);
      if (words.every(function (word) { return text.indexOf(word) >= 0; })) {
        count += 1;
        if (count <= most) { show(row); }
      }
    });
  };
  function load(number) {
    if (number >= shards) {
      status.textContent = status.dataset.found + " " + count + (count > most ? " · " + status.dataset.more : "");
      return;
    }
    var script = document.createElement("script");
    script.src = "search/" + number + ".js";
    script.onload = script.onerror = function () { load(number + 1); };
    document.head.appendChild(script);
  }
  if (words.length) { load(0); }
})();
