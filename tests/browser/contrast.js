// Every pair of colours on the page with its WCAG contrast: text on what lies behind it, and the borders of controls.
() => {
    const parts = colour => colour.match(/[\d.]+/g).map(Number);
    const over = (front, back) => { const a = front[3] === undefined ? 1 : front[3];
        return [0, 1, 2].map(i => front[i] * a + back[i] * (1 - a)); };
    const light = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
    const behind = element => { const layers = []; for (let e = element; e; e = e.parentElement) layers.unshift(parts(getComputedStyle(e).backgroundColor));
        return layers.reduce((back, layer) => over(layer, back), [255, 255, 255]); };
    const hex = c => '#' + c.map(v => Math.round(v).toString(16).padStart(2, '0')).join('');
    const found = {};
    for (const e of document.querySelectorAll('body *')) {
        if (e.closest('svg') || e.type === 'range' || !e.checkVisibility() || !(e.matches('input,select,option') || [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))) continue;
        const style = getComputedStyle(e), back = behind(e), front = over(parts(style.color), back);
        const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && +style.fontWeight >= 700);
        const key = hex(front) + ' on ' + hex(back) + (large ? ' large' : '');
        (found[key] ||= {ratio: Math.round(100 * ratio(front, back)) / 100, n: 0, of: e.tagName + '.' + e.className}).n++;
    }
    for (const e of document.querySelectorAll('input:not([type=hidden]),select,button,.button')) {
        if (!e.checkVisibility()) continue;
        const style = getComputedStyle(e), back = behind(e.parentElement);
        if (parseFloat(style.borderTopWidth) === 0) continue;
        const key = 'border ' + hex(over(parts(style.borderTopColor), back)) + ' on ' + hex(back);
        (found[key] ||= {ratio: Math.round(100 * ratio(over(parts(style.borderTopColor), back), back)) / 100, n: 0, of: e.tagName + '.' + e.className + ' ' + (e.type || '')}).n++;
    }
    return found;
}
