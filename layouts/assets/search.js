// The search page. It reads the index that package search of the generator makes, and that package's comment
// says what the files are. Nothing is sent anywhere: the words that are looked for stay in the browser.

// Words. What is a word and how it is folded is the same in token.go and in package fold; a test compares them.

const raw = /[\p{L}\p{M}\p{N}\p{Cf}]+/gu;
const solid = /[\p{L}\p{M}\p{N}]+/gu;
const alone = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const unseen = /[\0-\x1f\x7f-\x9f\xad\u0640\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;
const accents = /(?=\p{M})[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0898-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]|[\u02bb-\u02bf]/gu;
const alike = {
	"\u06a9": "\u0643", "\u06aa": "\u0643", "\u06cc": "\u064a", "\u0649": "\u064a", "\u06c1": "\u0647", "\u06d5": "\u0647",
	"\u06c0": "\u0647", "\u06c2": "\u0647", "\u06c3": "\u0647", "\u0629": "\u0647", "\u0671": "\u0627", "ς": "σ", "ʼ": "'",
	"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "þ": "th", "æ": "ae", "œ": "oe",
};
for (let d = 0; d < 10; d++) {
	alike[String.fromCharCode(0x660 + d)] = alike[String.fromCharCode(0x6f0 + d)] = String(d);
}
const like = c => alike[c] ?? c;
const longest = 48;

export function fold(s) {
	if (/^[a-z0-9]*$/.test(s)) {
		return s;
	}
	s = s.replace(unseen, "").normalize("NFKC").replace(unseen, "").toLowerCase().toUpperCase().toLowerCase().normalize("NFC");
	let out = "";
	for (const c of s) {
		out += "йїўѓќ".includes(c) ? c : [...like(c).normalize("NFD")].map(like).join("").replace(accents, "");
	}
	return out.normalize("NFC");
}

const known = new Map(); // the words of runs of characters

function wordsOf(run) {
	let words = known.get(run);
	if (!words) {
		words = [];
		for (const [part] of fold(run).matchAll(solid)) {
			for (const word of part.split(new RegExp(`(${alone.source})`, "u"))) {
				if (word) {
					words.push(word.length > longest ? [...word].slice(0, longest).join("") : word);
				}
			}
		}
		known.set(run, words);
	}
	return words;
}

// tokens returns the words of a text, in lines, with the places that they are written at.
export function tokens(text) {
	const out = [];
	for (const m of text.matchAll(raw)) {
		for (const word of wordsOf(m[0])) {
			out.push({word, from: m.index, to: m.index + m[0].length});
		}
	}
	return out;
}

// Queries: words, word*, "a phrase", and each of them after a minus. A clause is words that must follow each other.

export function parse(query) {
	const clauses = [];
	for (const [, minus, phrase, word] of query.replace(/[“”„«»]/g, '"').matchAll(/(?<=^|\s)(-?)(?:"([^"]*)"?|([^\s"]+))/g)) {
		const words = tokens(phrase ?? word).map(t => t.word);
		if (words.length > 0) {
			clauses.push({words, not: minus !== "", prefix: phrase === undefined && word.endsWith("*")});
		}
	}
	return clauses;
}

const fits = (clause, k, word) => word === clause.words[k] ||
	clause.prefix && k === clause.words.length - 1 && word.startsWith(clause.words[k]);

// places returns where in a line of tokens the words of a clause begin.
function* places(line, clause) {
	for (let i = 0; i + clause.words.length <= line.length; i++) {
		if (clause.words.every((_, k) => fits(clause, k, line[i + k].word))) {
			yield i;
		}
	}
}

const holds = (text, clause) => text.split("\n").some(line => !places(tokens(line), clause).next().done);

// Reading. The words of the index are strings with a character for each byte of UTF-8, in order of bytes.

class Bytes {
	constructor(data) {
		this.data = data;
		this.at = 0;
	}
	number() {
		let n = 0, unit = 1, b;
		do {
			b = this.data[this.at++];
			n += (b & 127) * unit;
			unit *= 128;
		} while (b > 127);
		return n;
	}
	skip(n) {
		this.at += n;
		return this.data.subarray(this.at - n, this.at);
	}
	name() {
		return Array.from(this.skip(8), b => b.toString(16).padStart(2, "0")).join("");
	}
	word(before) {
		const same = this.number();
		return before.slice(0, same) + String.fromCharCode(...this.skip(this.number()));
	}
	node() {
		const children = [];
		let key = "";
		for (let n = this.number(); n > 0; n--) {
			key = this.word(key);
			children.push({key, name: this.name()});
		}
		return children;
	}
}

const bytesOf = word => String.fromCharCode(...new TextEncoder().encode(word));

const pageSize = 20;
const favour = [1, 1.1, 1.2, 1.2, 1, 0.7]; // of kinds: who looks for a name mostly wants whom it names
const dear = 32 << 10; // more bytes of places are not read if it is known from others where a phrase may stand
const tails = 48 << 10; // bytes of the ends of long texts that a page of results may read for its snippets

export class Index {
	constructor(folder) {
		this.folder = folder;
		this.files = new Map();
	}

	// read returns a file. What is named by its hash never changes.
	read(name) {
		let file = this.files.get(name);
		if (!file) {
			file = fetch(`${this.folder}${name}.bin`, /^[0-9a-f]{16}$/.test(name) ? {} : {cache: "no-cache"}).then(async answer => {
				if (!answer.ok) {
					throw new Error(`${answer.url}: ${answer.status}`);
				}
				const plain = answer.body.pipeThrough(new DecompressionStream("deflate-raw"));
				return new Uint8Array(await new Response(plain).arrayBuffer());
			});
			this.files.set(name, file);
			file.catch(() => this.files.delete(name));
		}
		return file;
	}

	open() {
		this.opened ??= this.read("root").then(data => {
			const b = new Bytes(data);
			if (b.number() !== 2) {
				throw new Error("an index of another format");
			}
			this.count = b.number();
			this.months = [];
			let end = 0;
			for (let n = b.number(); n > 0; n--) {
				const m = {kind: b.number(), year: Math.floor(b.number() / 12), from: end + b.number()};
				m.to = end = m.from + b.number();
				this.months.push(m);
			}
			this.end = end;
			this.depth = b.number();
			this.top = b.node();
		});
		this.opened.catch(() => this.opened = undefined);
		return this.opened;
	}

	// entries returns the words of the index from one to another.
	async entries(low, high) {
		let level = this.top;
		const within = nodes => nodes.filter((c, i) => c.key <= high && (i + 1 === nodes.length || nodes[i + 1].key > low));
		for (let d = 0; d < this.depth; d++) {
			const below = await Promise.all(within(level).map(async c => new Bytes(await this.read(c.name)).node()));
			level = below.flat();
		}
		const leaves = await Promise.all(within(level).map(c => this.read(c.name)));
		return leaves.flatMap(data => this.leaf(new Bytes(data), low, high));
	}

	// leaf reads a leaf. What is told of the places of a word is in a file, behind those of so many others.
	leaf(b, low, high) {
		const out = [];
		let word = "", file;
		for (let n = b.number(); n > 0; n--) {
			const e = {word: word = b.word(word)}, flags = b.number();
			e.count = flags >> 2;
			if (flags & 2) {
				file = {name: b.name(), size: b.number(), taken: 0};
			}
			if (!this.frequent(e) && word[0] !== ":") {
				e.places = {...file};
				file.taken++;
			}
			if (flags & 1) {
				e.posts = b.name();
			} else {
				const start = b.at;
				for (let k = e.count; k > 0; k--) {
					b.number();
				}
				e.posts = b.data.subarray(start, b.at);
			}
			if (word >= low && word <= high) {
				out.push(e);
			}
		}
		return out;
	}

	// frequent reports whether a word is frequent, as in post.go. Pairs are not, however many there are of one.
	frequent(e) {
		return e.word[0] !== " " && e.count * 16 >= 2 ** (32 - Math.clz32(this.count));
	}

	find(word, prefix) {
		const key = bytesOf(word);
		return this.entries(key, prefix ? key + "\xff" : key);
	}

	// documents gives the documents of an entry: their numbers, and levels.
	async documents(e) {
		if (!e.numbers) {
			const b = new Bytes(typeof e.posts === "string" ? await this.read(e.posts) : e.posts);
			e.numbers = new Uint32Array(e.count);
			e.levels = new Uint8Array(e.count);
			for (let i = 0, next = 0; i < e.count; i++) {
				const n = b.number();
				e.levels[i] = n % 8;
				e.numbers[i] = next + Math.floor(n / 8);
				next = e.numbers[i] + 1;
			}
		}
		return e;
	}

	// places calls at with the number of each document of an entry, where in it the word stands, and the marks of
	// the words before and behind.
	async places(e, at) {
		const b = new Bytes(await this.read(e.places.name));
		for (let k = e.places.taken; k > 0; k--) {
			b.skip(b.number());
		}
		b.number();
		for (const number of e.numbers) {
			const list = [];
			for (let at = 0, n = 0; n % 2 === 0;) {
				n = b.number();
				at += Math.floor(n / 2);
				list.push({at, before: b.data[b.at++], behind: b.data[b.at++]});
			}
			at(number, list);
		}
	}

	// parts returns what a clause is looked for by: its rare words, and pairs of frequent ones that follow each other.
	// A part is entries, of which a document must have one, at the words of the clause that they begin at; and
	// the words that are sure to be there if it is.
	async parts(clause) {
		const last = clause.words.length - 1;
		const several = k => clause.prefix && k === last;
		const words = await Promise.all(clause.words.map((word, k) => this.find(word, several(k))));
		const rare = words.map(entries => entries.filter(e => !this.frequent(e)));
		const part = (keys, entries, ...sure) => ({sure, entries: entries.map(({e, k}) => ({e, k, exact: keys.includes(e.word)}))});
		const at = (k, entries) => entries.map(e => ({e, k}));
		const parts = await Promise.all(clause.words.map(async (word, k) => {
			if (last === 0 || rare[k].length === words[k].length) {
				return part([bytesOf(word)], at(k, words[k]), k);
			}
			if (k > 0 && rare[k - 1].length < words[k - 1].length) {
				const pair = ` ${clause.words[k - 1]} ${word}`;
				const entries = at(k - 1, await this.find(pair, several(k))).concat(at(k, rare[k]));
				return part([bytesOf(pair), bytesOf(word)], entries, ...several(k) ? [k] : [k - 1, k]);
			}
		}));
		const marks = words.map(entries => entries.length === 1 ? this.mark(entries[0]) : undefined);
		return {parts: parts.filter(Boolean), marks};
	}

	// mark returns the mark of a word, which others have beside their places: 0 if it is not frequent.
	mark(e) {
		let h = 2166136261; // FNV-1a, as in tree.go
		for (const c of e.word) {
			h = Math.imul(h ^ c.charCodeAt(0), 16777619);
		}
		return this.frequent(e) ? 1 + (h >>> 8) % 63 : 0;
	}

	// weigh gives each document that a clause holds for a weight. If the clause is unsure then, it holds for some of these.
	async weigh(clause) {
		const {parts, marks} = await this.parts(clause);
		await Promise.all(parts.flatMap(p => p.entries).map(({e}) => this.documents(e)));
		const weights = new Float32Array(this.end);
		const times = new Uint8Array(this.end);
		for (const part of parts) {
			const sum = new Float32Array(this.end);
			for (const {e, exact} of part.entries) {
				const rare = Math.log(1 + (this.count - e.count + 0.5) / (e.count + 0.5)) * (exact ? 1 : 0.6);
				for (let i = 0; i < e.count; i++) {
					const level = e.levels[i], d = e.numbers[i];
					sum[d] = Math.max(sum[d], rare * (1 + level % 4 + (level > 3 ? 5 : 0)));
				}
			}
			for (let d = 0; d < this.end; d++) {
				if (sum[d] > 0) {
					weights[d] += sum[d];
					times[d]++;
				}
			}
		}
		for (let d = 0; d < this.end; d++) {
			if (times[d] < parts.length) {
				weights[d] = 0;
			}
		}
		clause.unsure = false;
		if (parts[0].sure.length < clause.words.length && weights.some(w => w > 0)) {
			await this.follow(clause, parts, marks, weights);
		}
		return weights;
	}

	// follow keeps the weights of documents in which the words of a clause may follow each other. Few places come first.
	// No more are read when few documents are left, whose texts are read anyway, or if these are too many: then the clause
	// is unsure. So it is if a frequent word has no other beside it, and is known by its mark.
	async follow(clause, parts, marks, weights) {
		const size = part => [...new Map(part.entries.map(({e}) => [e.places.name, e.places.size])).values()].reduce((a, b) => a + b, 0);
		const fits = (k, mark) => marks[k] === undefined || marks[k] === mark;
		const sure = new Set();
		let starts; // of the phrase, by document
		for (const part of [...parts].sort((a, b) => size(a) - size(b))) {
			if (part.sure.every(k => sure.has(k)) || starts && (starts.size <= pageSize || size(part) > dear)) {
				continue;
			}
			const now = new Map();
			for (const {e, k} of part.entries) {
				const behind = e.word[0] === " " ? k + 2 : k + 1;
				await this.places(e, (d, list) => {
					const former = starts?.get(d);
					if (weights[d] > 0 && (former || !starts)) {
						const good = list.filter(p => (!former || former.includes(p.at - k)) && fits(k - 1, p.before) && fits(behind, p.behind));
						if (good.length > 0) {
							now.set(d, good.map(p => p.at - k).concat(now.get(d) ?? []));
						}
					}
				});
			}
			starts = now;
			part.sure.forEach(k => sure.add(k));
		}
		clause.unsure = sure.size < clause.words.length;
		for (let d = 0; d < weights.length; d++) {
			if (!starts.has(d)) {
				weights[d] = 0;
			}
		}
	}

	// search finds documents. filters are kind (its place in the order of kinds), year, briefing, entity and
	// source; each may be undefined.
	async search(query, filters = {}) {
		await this.open();
		const clauses = parse(query);
		const demands = ["briefing", "entity", "source"].filter(f => filters[f]).map(f => ({words: [`:${f}:${filters[f]}`], free: true}));
		const weights = await Promise.all([...clauses, ...demands].map(c => this.weigh(c)));
		const total = new Float32Array(this.end);
		for (const m of this.months) {
			total.fill(1, m.from, m.to);
		}
		[...clauses, ...demands].forEach((c, k) => {
			const w = weights[k];
			for (let d = c.not && c.unsure ? this.end : 0; d < this.end; d++) {
				total[d] = (w[d] > 0) === Boolean(c.not) ? 0 : total[d] && total[d] + (c.not || c.free ? 0 : w[d]);
			}
		});
		const result = {clauses, kinds: new Map(), years: new Map(), hits: [], next: 0};
		result.unsure = clauses.some(c => c.unsure);
		const keys = [];
		for (const m of this.months) {
			let n = 0;
			const kind = filters.kind === undefined || filters.kind === m.kind;
			const year = filters.year === undefined || filters.year === m.year;
			for (let d = m.from; d < m.to; d++) {
				if (total[d] > 0) {
					n++;
					if (kind && year) {
						keys.push((Math.round(total[d] * favour[m.kind] * 1024) * 8 + 7 - m.kind) * 2 ** 24 + d);
					}
				}
			}
			if (year) {
				result.kinds.set(m.kind, (result.kinds.get(m.kind) ?? 0) + n);
			}
			if (kind) {
				result.years.set(m.year, (result.years.get(m.year) ?? 0) + n);
			}
		}
		result.hits = Float64Array.from(keys).sort().reverse().map(k => k % 2 ** 24);
		return result;
	}

	// document reads what is shown of a document.
	async document(number) {
		const kind = this.months.find(m => number < m.to).kind;
		const text = new TextDecoder().decode(await this.read(`text-${number}`));
		const [url, when, lang, dir, names, about, lines, more, body] = text.split("\x1f");
		return {number, kind, url, when, lang, dir, names, about, lines, more: Number(more), body};
	}

	async whole(doc) {
		if (doc.more > 0) {
			doc.body += new TextDecoder().decode(await this.read(`tail-${doc.number}`));
			doc.more = 0;
		}
		return doc;
	}

	// next returns the next results. Where a clause is unsure it looks at the texts.
	async next(result, n = pageSize) {
		const out = [];
		const unsure = result.clauses.filter(c => c.unsure);
		while (out.length < n && result.next < result.hits.length) {
			const batch = result.hits.subarray(result.next, result.next + n - out.length);
			result.next += batch.length;
			for (const doc of await Promise.all(Array.from(batch, d => this.document(d)))) {
				let good = true;
				for (const c of unsure) {
					const fields = () => [doc.names, doc.about, doc.lines, doc.body].join("\n");
					good &&= c.not !== (holds(fields(), c) || doc.more > 0 && holds((await this.whole(doc), fields()), c));
				}
				if (good) {
					out.push(doc);
				}
			}
		}
		return out;
	}
}

// Pages. A snippet is the part of a text with most of what is looked for.

const snippetLength = 240;

function marks(text, clauses) {
	const found = [];
	let start = 0;
	for (const line of text.split("\n")) {
		const words = tokens(line);
		clauses.forEach((c, k) => {
			for (const i of places(words, c)) {
				found.push({clause: k, from: start + words[i].from, to: start + words[i + c.words.length - 1].to});
			}
		});
		start += line.length + 1;
	}
	return found.sort((a, b) => a.from - b.from || b.to - a.to);
}

function snippet(text, found) {
	let best = 0, most = 0;
	found.forEach((first, i) => {
		const near = new Set();
		for (let k = i; k < found.length && found[k].to < first.from + snippetLength * 0.75; k++) {
			near.add(found[k].clause);
		}
		if (near.size > most) {
			[best, most] = [first.from, near.size];
		}
	});
	let from = best < snippetLength / 3 ? 0 : best - snippetLength / 4;
	let to = Math.min(text.length, from + snippetLength);
	const edge = /[\s\p{P}]/u;
	for (let k = 0; from > 0 && k < 30 && !edge.test(text[from - 1]); k++) {
		from--;
	}
	for (let k = 0; to < text.length && k < 30 && !edge.test(text[to]); k++) {
		to++;
	}
	from -= from > 0 && /[\udc00-\udfff]/.test(text[from]);
	to += to < text.length && /[\udc00-\udfff]/.test(text[to]);
	return {from, to};
}

// marked returns a part of a text as nodes, what is looked for marked. A line that has no end of its own,
// such as a heading or a cell, is parted from the next.
function marked(text, found, from = 0, to = text.length) {
	const part = (from, to) => text.slice(from, to).replace(/(?<!\p{P})\n/gu, " · ");
	const out = document.createDocumentFragment();
	let at = from;
	for (const m of found) {
		if (m.from < at || m.to > to) {
			continue;
		}
		const mark = document.createElement("mark");
		mark.textContent = text.slice(m.from, m.to);
		out.append(part(at, m.from), mark);
		at = m.to;
	}
	out.append(part(at, to));
	if (from > 0) {
		out.prepend("… ");
	}
	if (to < text.length) {
		out.append(" …");
	}
	return out;
}

function element(name, attributes = {}, ...children) {
	const e = document.createElement(name);
	for (const [k, v] of Object.entries(attributes)) {
		if (v) {
			e.setAttribute(k, v);
		}
	}
	e.append(...children);
	return e;
}

// A Page is the form with its results.
class Page {
	constructor(form) {
		this.form = form;
		this.index = new Index(form.dataset.index);
		this.input = form.elements.q;
		this.status = document.getElementById("page:found");
		this.list = document.getElementById("page:results");
		this.more = document.getElementById("page:more");
		this.years = form.elements.year;
		this.filters = ["kind", "year", "briefing", "entity", "source"].map(f => form.elements[f]).filter(Boolean);
		this.turn = 0;
		this.labels = new Map(Array.from(form.elements.kind.options, o => [o.value, o.textContent]));
		form.hidden = false;
		form.addEventListener("submit", event => {
			event.preventDefault();
			this.go(true);
		});
		this.input.addEventListener("input", () => {
			clearTimeout(this.wait);
			this.wait = setTimeout(() => this.go(false), 120);
		});
		this.filters.forEach(f => f.addEventListener("change", () => this.go(true)));
		this.more.addEventListener("click", () => this.show(this.turn, true));
		addEventListener("popstate", () => this.fromAddress());
		addEventListener("keydown", event => this.key(event));
		this.fromAddress();
	}

	// fromAddress fills the form from the address, and searches.
	fromAddress() {
		const asked = new URLSearchParams(location.search);
		this.input.value = asked.get("q") ?? "";
		for (const f of this.filters) {
			this.choose(f, asked.get(f.name) ?? "");
		}
		const fold = this.form.querySelector("details");
		if (fold && this.filters.some(f => f.value)) {
			fold.open = true;
		}
		return this.run(this.input.value);
	}

	// choose chooses a value of a filter, which may be none of those that are offered.
	choose(filter, value) {
		if (!Array.from(filter.options).some(o => o.value === value)) {
			filter.add(new Option(value, value));
		}
		filter.value = value;
	}

	// go searches for what is in the form. Whoever has not finished a word looks for what begins so, and the address
	// says it.
	go(finished) {
		clearTimeout(this.wait);
		let query = this.input.value.trim();
		if (!finished && /(?<=^|\s)-?[\p{L}\p{M}\p{N}\p{Cf}]{3,}$/u.test(this.input.value) && query.split('"').length % 2) {
			query += "*";
		}
		const asked = new URLSearchParams();
		for (const [name, value] of [["q", query], ...this.filters.map(f => [f.name, f.value])]) {
			if (value) {
				asked.set(name, value);
			}
		}
		const address = location.pathname + (asked.size > 0 ? "?" + asked : "");
		history[finished ? "pushState" : "replaceState"](null, "", address);
		return this.run(query);
	}

	async run(query) {
		const turn = ++this.turn;
		const value = name => this.form.elements[name]?.value || undefined;
		const kinds = Array.from(this.form.elements.kind.options, o => o.value).slice(1);
		const filters = {briefing: value("briefing"), entity: value("entity"), source: value("source")};
		filters.kind = value("kind") && kinds.indexOf(value("kind"));
		filters.year = value("year") && Number(value("year"));
		if (parse(query).length === 0 && !Object.values(filters).some(v => v !== undefined)) {
			this.list.replaceChildren();
			this.status.textContent = "";
			this.more.hidden = true;
			return;
		}
		try {
			let result;
			try {
				result = await this.index.search(query, filters);
			} catch { // the site may have been published anew since the page was opened
				this.index = new Index(this.form.dataset.index);
				result = await this.index.search(query, filters);
			}
			if (turn === this.turn) {
				this.result = result;
				this.count(kinds);
				await this.show(turn, false);
			}
		} catch (error) {
			if (turn === this.turn) {
				this.status.textContent = this.status.dataset.failed;
			}
			console.warn(error);
		}
	}

	// count writes numbers beside the kinds and the years.
	count(kinds) {
		const number = n => n.toLocaleString(document.documentElement.lang);
		const label = (option, text, n) => {
			option.textContent = n === undefined ? text : `${text} (${number(n)})`;
		};
		for (const o of this.form.elements.kind.options) {
			label(o, this.labels.get(o.value), o.value ? this.result.kinds.get(kinds.indexOf(o.value)) ?? 0 : undefined);
		}
		const chosen = this.years.value;
		while (this.years.options.length > 1) {
			this.years.remove(1);
		}
		for (const [year, n] of [...this.result.years].sort(([a], [b]) => b - a)) {
			if (year > 0 && (n > 0 || String(year) === chosen)) {
				this.years.add(new Option(`${year} (${number(n)})`, year));
			}
		}
		this.choose(this.years, chosen);
	}

	async show(turn, more) {
		const result = this.result;
		const docs = await this.index.next(result);
		let left = tails;
		for (const doc of docs) { // the ends of long texts, where nothing else shows what is looked for
			if (doc.more > 0 && doc.more <= left && marks(doc.about + "\n" + doc.body, result.clauses.filter(c => !c.not)).length === 0) {
				left -= doc.more;
				await this.index.whole(doc);
			}
		}
		if (turn !== this.turn) {
			return;
		}
		const items = docs.map(doc => this.item(doc, result.clauses.filter(c => !c.not)));
		if (more) {
			this.list.append(...items);
			items[0]?.querySelector("a").focus();
		} else {
			this.list.replaceChildren(...items);
		}
		this.more.hidden = result.next >= result.hits.length;
		const n = this.list.children.length + result.hits.length - result.next;
		const {none, found, most} = this.status.dataset, {lang} = document.documentElement;
		const forms = JSON.parse(result.unsure && !this.more.hidden ? most : found);
		const text = n === 0 ? none : forms[new Intl.PluralRules(lang).select(n)] ?? forms.other;
		this.status.textContent = text.replace("{1}", n.toLocaleString(lang));
	}

	item(doc, clauses) {
		const [title, ...others] = doc.names.split("\n");
		const text = [doc.about, others.join(" · "), doc.body].filter(Boolean).join("\n").trimEnd();
		const found = marks(text, clauses);
		const {from, to} = snippet(text, found);
		const meta = element("p", {class: "meta"}, element("span", {}, this.form.elements.kind.options[doc.kind + 1].dataset.single));
		if (doc.when) {
			meta.append(element("time", {}, doc.when));
		}
		const inner = element("div", {lang: doc.lang, dir: doc.dir},
			element("h3", {}, element("a", {href: doc.url}, marked(title, marks(title, clauses)))));
		if (text) {
			inner.append(element("p", {}, marked(text, found, from, to)));
		}
		return element("li", {}, meta, inner);
	}

	key(event) {
		if (event.ctrlKey || event.metaKey || event.altKey) {
			return;
		}
		const links = [...this.list.querySelectorAll("h3 a")];
		const at = links.indexOf(document.activeElement);
		const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName);
		let to;
		switch (event.key) {
		case "/":
			to = typing ? undefined : this.input;
			break;
		case "Escape":
			to = at >= 0 ? this.input : undefined;
			break;
		case "ArrowDown":
			to = at >= 0 || document.activeElement === this.input ? links[at + 1] : undefined;
			break;
		case "ArrowUp":
			to = at >= 0 ? links[at - 1] ?? this.input : undefined;
			break;
		}
		if (to) {
			event.preventDefault();
			to.focus();
		}
	}
}

const form = globalThis.document?.querySelector("form[data-index]");
if (form) {
	new Page(form);
}
