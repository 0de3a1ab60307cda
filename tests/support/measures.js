/*
 * What an eye sees of a page: colours, contrast, boxes. tests/support/measures.py puts it into a page.
 */
"use strict";

window.measures = (() => {
  /** Any colour as [red, green, blue, opacity]: the browser itself draws it. */
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const known = new Map();
  function rgba(colour) {
    if (!known.has(colour)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      const [red, green, blue, opacity] = pen.getImageData(0, 0, 1, 1).data;
      known.set(colour, [red, green, blue, opacity / 255]);
    }
    return known.get(colour);
  }

  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];

  /** The colour behind an element's text. */
  function behind(element) {
    if (!element) return [255, 255, 255, 1];
    const colour = rgba(getComputedStyle(element).backgroundColor);
    return colour[3] === 1 ? colour : over(colour, behind(element.parentElement));
  }

  function luminance([r, g, b]) {
    const parts = [r, g, b].map((n) => n / 255).map((n) => (n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4));
    return parts[0] * 0.2126 + parts[1] * 0.7152 + parts[2] * 0.0722;
  }

  /** WCAG's contrast ratio of two colours. */
  function contrast(one, other) {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  }

  /** How much contrast WCAG 1.4.3 asks for: large text may have less. */
  function needed(style) {
    const size = parseFloat(style.fontSize);
    return size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
  }

  function textContrast(element) {
    const style = getComputedStyle(element);
    const paper = behind(element);
    return { ratio: contrast(over(rgba(style.color), paper), paper), needed: needed(style) };
  }

  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true });

  /** Words and numbers that a style sheet writes beside an element, with too little contrast. */
  function paleSigns() {
    const pale = [];
    for (const element of document.querySelectorAll("body *")) {
      for (const sign of ["::before", "::after"]) {
        const style = getComputedStyle(element, sign);
        if (!/counter|["'][^"']*\w/.test(style.content) || !isShown(element)) continue;
        const own = rgba(style.backgroundColor);
        const paper = own[3] === 1 ? own : over(own, behind(element));
        const ratio = contrast(over(rgba(style.color), paper), paper);
        if (ratio < needed(style)) pale.push(`${element.outerHTML.slice(0, 80)} ${sign} ${ratio.toFixed(2)}`);
      }
    }
    return pale;
  }

  /** Whether an element is there for screen readers only: cut down to nothing. */
  function isForEarsOnly(element) {
    for (let one = element; one; one = one.parentElement) {
      if (getComputedStyle(one).clipPath === "inset(50%)") return true;
    }
    return false;
  }

  /** The lines of text on a page: each with its element and the box around it. */
  function* lines() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text; (text = walker.nextNode()); ) {
      const element = text.parentElement;
      if (!text.data.trim() || element.closest("script, style, noscript, option")) continue;
      if (isForEarsOnly(element) || !isShown(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const box of range.getClientRects()) {
        if (box.width > 1 && box.height > 1) yield { element, box, text: text.data.trim().slice(0, 60) };
      }
    }
  }

  /** The ancestors that may clip an element: up to the nearest scroll container, or the page. */
  const cutting = new Map();
  function edgesOf(element) {
    if (!element || element === document.body) return [];
    if (!cutting.has(element)) {
      const { overflowX, overflowY } = getComputedStyle(element);
      const ways = overflowX + overflowY;
      const scrolls = /auto|scroll/.test(ways);
      const cuts = /hidden|clip/.test(ways) && !scrolls;
      const further = scrolls ? [] : edgesOf(element.parentElement);
      cutting.set(element, cuts ? [element.getBoundingClientRect(), ...further] : further);
    }
    return cutting.get(element);
  }

  function isCutOff(element, box) {
    const isOutside = (edge) =>
      box.left < edge.left - 2 || box.right > edge.right + 2 || box.top < edge.top - 4 || box.bottom > edge.bottom + 4;
    return edgesOf(element).some(isOutside);
  }

  /** Text that a reader cannot see all of. The window must be as tall as the page. */
  function lostText(within) {
    const lost = [];
    cutting.clear();
    for (const { element, box, text } of lines()) {
      if (!element.closest(within)) continue;
      if (element.matches(".sscp-skip")) continue; // above the window until it has the focus
      if (isCutOff(element, box)) {
        lost.push(`cut off: ${text}`);
        continue;
      }
      const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
      const top = document.elementFromPoint(x, y);
      const isOnTop = top && (top.contains(element) || element.contains(top));
      // A control may cover the words that name it; a scroll container shows them later.
      const isItsControl = top?.closest("label")?.contains(element);
      if (!isOnTop && !isItsControl && !scrollsAway(element, box)) {
        lost.push(`covered by ${top ? top.outerHTML.slice(0, 60) : "nothing"}: ${text}`);
      }
    }
    return lost;
  }

  /** Is a box outside the part that is in view of what it scrolls in? */
  function scrollsAway(element, box) {
    const frame = element.closest(".sscp-matrix, table, textarea, pre, code");
    if (!frame) return false;
    const edge = frame.getBoundingClientRect();
    return box.right > Math.min(edge.right, innerWidth) || box.left < edge.left;
  }

  /** What would move: transitions, animations and smooth scrolling, with the element that has them. */
  function moving() {
    const found = document.getAnimations().map((one) => `an animation: ${one.animationName || ""}`);
    for (const element of document.querySelectorAll("*")) {
      for (const part of [null, "::before", "::after"]) {
        const style = getComputedStyle(element, part);
        const isMoving =
          /[1-9]/.test(style.transitionDuration) || style.animationName !== "none" || style.scrollBehavior === "smooth";
        if (isMoving) found.push(`${element.tagName} ${element.className} ${part || ""}`);
      }
    }
    return found;
  }

  const isUnseen = (element) => element.closest(".sscp-visually-hidden, .sscp-skip");

  /** Controls of which a reader sees neither words, nor a sign, nor an edge. */
  function unseenControls() {
    const unseen = [];
    const isVisible = (colour, paper) => rgba(colour)[3] > 0.2 && contrast(over(rgba(colour), paper), paper) >= 3;
    for (const control of document.querySelectorAll("a[href], button, summary, input, select, textarea")) {
      if (!isShown(control) || isUnseen(control)) continue;
      const target = (control.matches("[type=checkbox], [type=radio]") && control.closest("label")) || control;
      const paper = behind(target.parentElement);
      const style = getComputedStyle(target);
      const hasWords = [...target.querySelectorAll("*"), target].some(
        (part) =>
          [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) &&
          isShown(part) && !isUnseen(part) && textContrast(part).ratio >= 4.5,
      );
      const drawn = getComputedStyle(target, "::before");
      const hasSign = [...target.querySelectorAll("svg")].some(
        (svg) => isShown(svg) && isVisible(getComputedStyle(svg).fill, behind(target)),
      ) || (drawn.maskImage.startsWith("url(") && isVisible(drawn.backgroundColor, behind(target)));
      const hasEdge = parseFloat(style.borderTopWidth) > 0 && isVisible(style.borderTopColor, paper);
      // The browser itself draws tick boxes, and takes care of their colours.
      const isNative = control.matches("[type=checkbox], [type=radio]") && getComputedStyle(control).appearance !== "none";
      const isField = control.matches("input, select, textarea") && !control.matches("[type=checkbox], [type=radio]");
      if (isField ? !hasEdge : !(hasWords || hasSign || isNative)) unseen.push(control.outerHTML.slice(0, 120));
    }
    return unseen;
  }

  /** What is wrong with how the element that has the focus looks: nothing, or a list. */
  function focusFaults() {
    const focused = document.activeElement;
    const shown = [focused, focused.closest("label")].find(
      (one) => one && getComputedStyle(one).outlineStyle !== "none" && parseFloat(getComputedStyle(one).outlineWidth) > 0,
    );
    const wrong = [];
    const name = focused.outerHTML.slice(0, 90);
    if (!shown) wrong.push(`no outline: ${name}`);
    else {
      const style = getComputedStyle(shown);
      const offset = parseFloat(style.outlineOffset);
      const paper = behind(offset >= 0 ? shown.parentElement : shown);
      const ratio = contrast(over(rgba(style.outlineColor), paper), paper);
      if (ratio < 3) wrong.push(`an outline with a contrast of ${ratio.toFixed(2)}: ${name}`);
      if (parseFloat(style.outlineWidth) < 2) wrong.push(`an outline of ${style.outlineWidth}: ${name}`);
    }
    const label = focused.matches("[type=checkbox], [type=radio]") && focused.closest("label");
    const boxes = [...focused.getClientRects()].filter((box) => box.width && box.height);
    const isSeen = boxes.some((box) =>
      [0.5, 0.1, 0.9].some((part) => {
        const top = document.elementFromPoint(box.left + box.width * part, box.top + box.height / 2);
        return top && (focused.contains(top) || (label && label.contains(top)) || top.control === focused);
      }),
    );
    if (!isSeen) wrong.push(`hidden by something else, or outside the window: ${name}`);
    return wrong;
  }

  return { focusFaults, isShown, lostText, moving, paleSigns, textContrast, unseenControls };
})();
