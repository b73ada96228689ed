// The HTML page in a browser: axe-core, keyboard, width, colours. Not part of .ci/run, for it needs a Chromium.
//
//     npm install --no-save puppeteer-core axe-core
//     node tests/page.mjs PAGE.html [FOLDER]      # CHROMIUM=/usr/bin/chromium; pictures of the page into FOLDER
//
// Ends with 1 where axe finds a violation, the page is wider than the screen, a stop cannot be reached or opened by keyboard,
// the list and the map do not light up together, or the page's policy refuses anything of its own.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import puppeteer from 'puppeteer-core';

const [page, folder] = process.argv.slice(2);
const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox'] });
let faults = 0;
const fault = (where, said) => { faults += 1; console.log(`${where}: ${said}`); };

for (const width of [360, 1200]) {
  for (const scheme of ['light', 'dark']) {
    const where = `${width} px, ${scheme}`;
    const tab = await browser.newPage();
    tab.on('console', (message) => fault(where, message.text()));
    await tab.setViewport({ width, height: 900 });
    await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
    await tab.goto(`file://${path.resolve(page)}`);
    const ground = await tab.evaluate(() => getComputedStyle(document.querySelector('.mc')).backgroundColor);
    if ((ground === 'rgb(255, 255, 255)') !== (scheme === 'light')) fault(where, `the ground is ${ground}`);
    const over = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) fault(where, `${over} px wider than the screen`);

    // Every stop by keyboard: the links of the map that is shown, then the entries of the list.
    const stops = await tab.$$eval('summary', (all) => all.length);
    const reached = new Set();
    for (let n = 0; n < 4 * stops + 8; n++) {
      await tab.keyboard.press('Tab');
      const at = await tab.evaluate(() => [...document.querySelectorAll('summary')].indexOf(document.activeElement));
      if (at < 0 || reached.has(at)) continue;
      reached.add(at);
      await tab.keyboard.press('Enter');
      const open = await tab.evaluate((i) => document.querySelectorAll('details')[i].open, at);
      if (!open) fault(where, `stop ${at + 1} does not open`);
      await tab.keyboard.press('Enter');
    }
    if (reached.size !== stops) fault(where, `${reached.size} of ${stops} stops reached by keyboard`);
    await tab.evaluate(() => document.activeElement.blur());

    const lit = await tab.evaluate(async () => {
      const dark = (element) => Number(getComputedStyle(element).opacity);
      document.querySelector('.mc summary').focus();
      const markers = [...document.querySelectorAll('.mc-map svg .mc-s')].filter((marker) => marker.getClientRects().length);
      const own = document.querySelector('.mc-stops>li').classList[1];
      const wrong = markers.filter((marker) => (dark(marker) === 1) !== marker.classList.contains(own));
      document.activeElement.blur();
      return markers.length ? wrong.length : 0;
    });
    if (lit) fault(where, `${lit} markers are not lit up with the list`);

    if (folder) await tab.screenshot({ path: path.join(folder, `page-${width}-${scheme}.png`), fullPage: true });
    await tab.evaluate(axe);
    const result = await tab.evaluate((values) => axe.run(document, { runOnly: { type: 'tag', values } }), tags);
    for (const { id, nodes } of result.violations) fault(where, `axe: ${id}, ${nodes.length}: ${nodes[0].html.slice(0, 160)}`);
    console.log(`${where}: axe passes ${result.passes.length} rules`);
    await tab.close();
  }
}
await browser.close();
console.log(faults ? `${faults} faults` : 'no fault');
process.exit(faults ? 1 : 0);
