'use strict';
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (what) => [...document.querySelectorAll(what)];
  const data = JSON.parse($('data').textContent);
  const root = document.documentElement;
  const prefersLight = matchMedia('(prefers-color-scheme: light)');
  const isNarrow = matchMedia('(max-width: 640px)');
  const reels = {}; // what was unpacked, by the reel's id
  let lang = data.lang, captions = data.lang, chosenTheme = ''; // '' = as the system has it
  let player = null, playing = false, turn = 0, lines = [];

  const theme = () => chosenTheme || (prefersLight.matches ? 'light' : 'dark');
  const word = (name) => data.parts[lang].words[name] || '';

  // unpacked returns what a script element has in base64, inflated.
  const unpacked = (id, how) => {
    const text = $(id).textContent.trim().replaceAll('-', '+').replaceAll('_', '/');
    const packed = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream(how)));
  };

  // loadFont makes the font of the page known; without it the browser's own will do.
  async function loadFont() {
    if (!$('font')) return;
    try {
      const face = new FontFace($('font').dataset.name, await unpacked('font', 'gzip').arrayBuffer());
      document.fonts.add(await face.load());
    } catch { /* the next font of the list */ }
  }

  // unpack returns the events of a reel: [milliseconds since the one before, code, text].
  async function unpack(id) {
    if (!reels[id]) {
      const text = await unpacked(id, 'deflate-raw').text();
      reels[id] = text.trimEnd().split('\n').map((line) => {
        const [time, code] = line.split(' ', 2);
        return [Number(time), code, JSON.parse(line.slice(time.length + code.length + 2))];
      });
    }
    return reels[id];
  }

  const reelID = () => {
    const small = 'reel-' + lang + '-small';
    return isNarrow.matches && $(small) ? small : 'reel-' + lang;
  };

  // cast returns a reel as asciicast v3, in the colours of the theme.
  async function cast(id) {
    const pens = data.pens[theme()];
    const events = await unpack(id);
    const shown = (text) => text.replace(/[\ue000-\uefff]/g, (pen) => pens[pen.charCodeAt(0)]);
    const header = { version: 3, term: { cols: Number($(id).dataset.columns), rows: Number($(id).dataset.rows), theme: data.themes[theme()] } };
    return [header, ...events.map(([time, code, text]) => [time / 1000, code, code === 'o' ? shown(text) : text])];
  }

  // load shows the film anew, where it stands: in another language, theme or size.
  async function load() {
    const mine = ++turn;
    const at = player ? await player.getCurrentTime() || 0 : 0;
    const goesOn = playing;
    const id = reelID();
    const recording = await cast(id);
    if (mine !== turn) return; // another was asked for meanwhile
    if (player) player.dispose();
    playing = false;
    $('player').replaceChildren();
    player = AsciinemaPlayer.create({ data: recording }, $('player'), {
      cols: recording[0].term.cols, rows: recording[0].term.rows, fit: 'width', preload: true, controls: true, cursorMode: 'hidden',
      terminalFontFamily: '"Orderflow Mono", D2Coding, "Nanum Gothic Coding", NanumGothicCoding, "Noto Sans Mono CJK KR", Menlo, Consolas, "DejaVu Sans Mono", monospace',
      terminalLineHeight: 1.1, keystrokeOverlay: data.keys, pauseOnMarkers: $('stop').checked,
      ...(at > 0 ? { startAt: at } : { poster: 'npt:' + data.poster }),
    });
    player.addEventListener('playing', () => { playing = true; });
    player.addEventListener('pause', () => { playing = false; });
    player.addEventListener('ended', () => { playing = false; });
    root.dataset.ready = id + ' ' + theme();
    if (goesOn) player.play();
  }

  // dress puts words, language and theme where they stand.
  function dress() {
    root.lang = lang;
    root.dataset.shown = theme();
    document.title = data.parts[lang].title;
    for (const e of all('[data-in]')) e.hidden = e.dataset.in !== lang;
    for (const e of all('[data-word]')) e.textContent = word(e.dataset.word);
    $('theme').textContent = word(theme() === 'dark' ? 'light' : 'dark');
    $('theme').setAttribute('aria-pressed', String(theme() === 'light'));
    $('player').setAttribute('aria-label', word('player').replace('%[1]s', data.parts[lang].title));
    $('language').value = lang;
    $('captions').value = captions;
    lines = all('.transcript[data-in="' + lang + '"] p');
  }

  // follow shows what is said now.
  async function follow() {
    if (!player) return;
    const at = (await player.getCurrentTime() || 0) + 0.02;
    const list = captions ? data.parts[captions].captions : [];
    const now = list.find(([from, to]) => from <= at && at < to);
    const said = now ? now[2] : '';
    $('caption').hidden = !captions;
    $('caption').lang = captions;
    if ($('caption').textContent !== said) $('caption').textContent = said;
    mark(all('nav[data-in="' + lang + '"] li'), at, (e, is) => is ? e.setAttribute('aria-current', 'true') : e.removeAttribute('aria-current'));
    mark(lines, at, (e, is) => e.classList.toggle('now', is));
  }

  // mark finds the last of what has come by now.
  function mark(list, at, set) {
    let last = -1;
    list.forEach((e, i) => { if (Number(e.querySelector('[data-at]').dataset.at) <= at) last = i; });
    list.forEach((e, i) => set(e, i === last));
  }

  const next = (select) => { select.selectedIndex = (select.selectedIndex + 1) % select.length; select.dispatchEvent(new Event('change')); };
  const keys = {
    c: () => next($('captions')), l: () => next($('language')), t: () => $('theme').click(),
    ' ': () => playing ? player.pause() : player.play(),
    '[': () => player.seek({ marker: 'prev' }), ']': () => player.seek({ marker: 'next' }),
    arrowleft: () => seekBy(-5), arrowright: () => seekBy(5), f: () => $('player').requestFullscreen?.().catch(() => {}),
  };
  const ofPlayer = [' ', '[', ']', 'arrowleft', 'arrowright', 'f'];

  async function seekBy(seconds) {
    player.seek(Math.min(data.length, Math.max(0, (await player.getCurrentTime() || 0) + seconds)));
  }

  // goTo plays from a moment on.
  async function goTo(at) {
    if (!player) return;
    if (isNarrow.matches) $('player').scrollIntoView({ block: 'start' });
    await player.seek(at);
    if (!playing) player.play();
    follow();
  }

  function press(event) {
    const key = event.key.toLowerCase();
    if (!player || !Object.hasOwn(keys, key) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest('select, input, summary') || event.target.closest('button') && key === ' ') return;
    if (event.target.closest('#player') && ofPlayer.includes(key)) return; // it has them itself
    event.preventDefault();
    keys[key]();
  }

  function begin() {
    $('controls').hidden = $('keys').hidden = false;
    dress();
    $('language').onchange = () => { if (captions) captions = $('language').value; lang = $('language').value; dress(); load(); follow(); };
    $('captions').onchange = () => { captions = $('captions').value; follow(); };
    $('stop').onchange = load;
    $('theme').onclick = () => { chosenTheme = theme() === 'dark' ? 'light' : 'dark'; dress(); load(); };
    prefersLight.onchange = () => { if (!chosenTheme) { dress(); load(); } };
    isNarrow.onchange = load;
    for (const e of all('[data-at]')) e.onclick = () => goTo(Number(e.dataset.at));
    document.addEventListener('keydown', press);
    setInterval(follow, 100);
    loadFont().then(load);
  }

  if (typeof DecompressionStream === 'undefined' || typeof WebAssembly === 'undefined') {
    dress();
    $('missing').hidden = false;
    $('keys').hidden = true;
    return;
  }
  begin();
})();
