// Charts of the console and of uPlot in Chromium, in turns in one run:   node run.mjs BUILD_FOLDER
import {spawnSync} from 'node:child_process';
import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {Chromium} from './chromium.mjs';

const build = process.argv[2];
if (!build) {
    console.error('node run.mjs BUILD_FOLDER');
    process.exit(2);
}
const here = dirname(fileURLToPath(import.meta.url));
const rounds = Number(process.env.BENCH_ROUNDS || 5);
const ticks = Number(process.env.BENCH_TICKS || 60);
const every = 100;  // milliseconds

const sleep = milliseconds => new Promise(done => setTimeout(done, milliseconds));
const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

// What bench_charts says of LiveChart and QPainter at device pixel ratio 1: milliseconds and megabytes.
function ours() {
    const figures = new Map();
    for (const part of ['--once', '--memory']) {
        const run = spawnSync(join(build, 'bin/bench_charts'), [part], {
            encoding: 'utf8',
            env: {...process.env, QT_SCALE_FACTOR: '1', QT_QPA_PLATFORM: process.env.QT_QPA_PLATFORM || 'offscreen'},
        });
        if (run.status !== 0) throw new Error(`bench_charts failed: ${run.stderr || run.error}`);
        for (const line of run.stdout.split('\n')) {
            const [, what, who, figure] = line.split('|').map(field => field.trim());
            if (/ (ms|MB)$/.test(figure ?? '')) figures.set(`${what}/${who}`, parseFloat(figure));
        }
    }
    return figures;
}

// Processor time of one step, less that of the same time without one.
async function costOf(chromium, step) {
    await sleep(500);
    const idleFrom = chromium.cpu();
    await sleep(ticks * every / 3);
    const idle = (chromium.cpu() - idleFrom) * 3;
    const from = chromium.cpu();
    const start = performance.now();
    for (let i = 0; i < ticks; ++i) {
        await chromium.run(step(i));
        await sleep(Math.max(0, start + (i + 1) * every - performance.now()));
    }
    return Math.max(0, chromium.cpu() - from - idle) / ticks;
}

async function theirs(code) {
    const chromium = await Chromium.start();
    try {
        await chromium.show(code);
        const figures = {};
        await chromium.run('make(12, 4, 3600, 430, 200)');
        figures.live = await costOf(chromium, i => `tick(${i})`);
        figures.memory = chromium.megabytes();
        await chromium.run('make(1, 200, 600, 960, 600)');
        figures.many = await costOf(chromium, i => `tick(${i})`);
        await chromium.run('prepare(1000000)');
        await sleep(500);
        const before = chromium.cpu();
        for (let i = 0; i < 10; ++i)
            await chromium.run('history(960, 400)');
        figures.firstCpu = (chromium.cpu() - before) / 10;
        await chromium.run('pan(0)');
        figures.pan = await costOf(chromium, i => `pan(${i})`);
        return figures;
    } finally {
        await chromium.stop();
    }
}

const require = createRequire(import.meta.url);
const library = readFileSync(join(dirname(require.resolve('uplot')), 'uPlot.iife.min.js'), 'utf8');
const style = readFileSync(join(dirname(require.resolve('uplot')), 'uPlot.min.css'), 'utf8');
const code = readFileSync(join(here, 'page.html'), 'utf8')
    .replace('<script>', () => `<style>${style}</style><script>${library}</script><script>`);

const mine = [], peers = [];
for (let round = 0; round < rounds; ++round) {
    mine.push(ours());
    peers.push(await theirs(code));
}
const mineOf = (what, who = 'LiveChart') => median(mine.map(figures => figures.get(`${what}/${who}`)));
const peerOf = key => median(peers.map(figures => figures[key]));
const row = (what, mine, peer, unit, limit) =>
    console.log(`| ${what} | ${mine.toFixed(2)} ${unit} | ${peer.toFixed(2)} ${unit} | ${(mine / peer).toFixed(2)}x | ` +
                `${limit ? `${limit.toFixed(2)} ${unit}` : ''} |`);
console.log('| processor time of all processes | LiveChart | uPlot in Chromium | ratio | QPainter |');
console.log('| --- | ---: | ---: | ---: | ---: |');
for (const [what, key] of [['12 charts x 4 series x 3,600 points', 'live'], ['1 chart x 200 series x 600 points', 'many'],
                           ['1,000,000 points: one pan', 'pan']])
    row(what, mineOf(what), peerOf(key), 'ms', mineOf(what, 'QPainter'));
row('1,000,000 points: first picture', mineOf('1,000,000 points: first picture'), peerOf('firstCpu'), 'ms');
row('12 charts: memory', mineOf('12 charts: memory'), peerOf('memory'), 'MB');
