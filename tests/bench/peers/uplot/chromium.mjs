// Chromium without a window, spoken to through a pipe (the DevTools protocol), and what all its processes use.
import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const clockTicks = 100;  // of the kernel's user interface, a second

export class Chromium {
    static async start() {
        const folder = mkdtempSync(join(tmpdir(), 'steward-bench-chromium-'));
        const program = process.env.STEWARD_CHROMIUM || 'chromium';
        const browser = spawn(program, [
            '--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--window-size=1800,1000',
            '--no-first-run', '--disable-extensions', '--disable-background-networking', '--disable-component-update',
            '--force-device-scale-factor=1', `--user-data-dir=${folder}`, '--remote-debugging-pipe', 'about:blank',
        ], {stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']});
        const self = new Chromium(browser, folder);
        await self.attach();
        return self;
    }

    constructor(browser, folder) {
        this.browser = browser;
        this.folder = folder;
        this.waiting = new Map();
        this.next = 1;
        let text = '';
        browser.on('error', error => this.fail(error));
        browser.on('exit', () => this.fail(new Error('Chromium ended.')));
        browser.stdio[4].on('data', part => {
            text += part;
            for (let end = text.indexOf('\0'); end >= 0; end = text.indexOf('\0')) {
                const message = JSON.parse(text.slice(0, end));
                text = text.slice(end + 1);
                const one = this.waiting.get(message.id);
                if (!one) continue;
                this.waiting.delete(message.id);
                message.error ? one.reject(new Error(message.error.message)) : one.resolve(message.result);
            }
        });
    }

    fail(error) {
        for (const one of this.waiting.values())
            one.reject(error);
        this.waiting.clear();
    }

    ask(method, params = {}) {
        const id = this.next++;
        return new Promise((resolve, reject) => {
            this.waiting.set(id, {resolve, reject});
            this.browser.stdio[3].write(JSON.stringify({id, method, params, sessionId: this.session}) + '\0');
        });
    }

    async attach() {
        const {targetInfos} = await this.ask('Target.getTargets');
        const {targetId} = targetInfos.find(target => target.type === 'page');
        const {sessionId} = await this.ask('Target.attachToTarget', {targetId, flatten: true});
        this.session = sessionId;
        await this.ask('Page.enable');
    }

    async show(html) {
        const {frameTree} = await this.ask('Page.getFrameTree');
        await this.ask('Page.setDocumentContent', {frameId: frameTree.frame.id, html});
    }

    async run(expression) {
        const reply = await this.ask('Runtime.evaluate', {expression, awaitPromise: true, returnByValue: true});
        if (reply.exceptionDetails) throw new Error(reply.exceptionDetails.exception?.description ?? 'The page failed.');
        return reply.result.value;
    }

    // All processes below the one that was started, and it.
    processes() {
        const parents = new Map();
        for (const name of readdirSync('/proc')) {
            if (!/^\d+$/.test(name)) continue;
            const fields = this.stat(name);
            if (fields) parents.set(Number(name), Number(fields[1]));
        }
        const ours = new Set([this.browser.pid]);
        for (let grown = true; grown;) {
            grown = false;
            for (const [pid, parent] of parents)
                if (ours.has(parent) && !ours.has(pid)) grown = Boolean(ours.add(pid));
        }
        return [...ours];
    }

    stat(pid) {
        try {
            const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
            return text.slice(text.lastIndexOf(')') + 2).split(' ');
        } catch {
            return null;
        }
    }

    // Milliseconds of processor time, of those that have ended, too.
    cpu() {
        let ticks = 0;
        for (const pid of this.processes()) {
            const fields = this.stat(pid);
            if (fields) ticks += fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
        }
        return ticks * 1000 / clockTicks;
    }

    megabytes() {
        let kilobytes = 0;
        for (const pid of this.processes()) {
            try {
                kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]);
            } catch {
                // It has ended.
            }
        }
        return kilobytes / 1024;
    }

    async stop() {
        const ended = new Promise(done => this.browser.once('exit', done));
        this.ask('Browser.close').catch(() => {});
        await ended;
        rmSync(this.folder, {recursive: true, force: true});
    }
}
