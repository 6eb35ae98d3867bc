/** Attacks on the shell in real Electron, each named as a sentence. A hole found once stays here as its replay. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, type Workstation } from '#test/support/workstation.ts'

let station: Workstation
let outside: Server
let outsideUrl: string
let outsideAsked: string[]

beforeAll(async () => {
  outsideAsked = []
  outside = createServer((request, response) => {
    outsideAsked.push(request.url ?? '')
    response.end('outside')
  })
  await new Promise<void>((done) => void outside.listen(0, '127.0.0.1', done))
  outsideUrl = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`
  station = await launch()
  await station.page.waitForSelector('#root > *')
})

afterAll(async () => {
  await station.close()
  await new Promise((done) => outside.close(done))
})

const ours = 'workstation://app/'
const current = (): string => station.page.url()

describe('the page', () => {
  it('has no Node, no require, no process, no Electron', async () => {
    const found = await station.page.evaluate(() =>
      ['require', 'process', 'module', 'global', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in window),
    )
    expect(found).toEqual([])
  })

  it('gets exactly the bridge and nothing generic from the preload', async () => {
    const bridge = await station.page.evaluate(() =>
      Object.keys((window as never as { workstation: object }).workstation).sort(),
    )
    expect(bridge).toEqual(['onMenu', 'platform', 'reportReady'])
  })

  it('runs sandboxed, isolated, without webview or node', async () => {
    const preferences = await station.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>
      }
      const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity, allowRunningInsecureContent } =
        contents.getLastWebPreferences()
      return { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity, allowRunningInsecureContent }
    })
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    })
    expect(preferences.allowRunningInsecureContent).not.toBe(true)
  })

  it('cannot run an inline script, eval or a script from outside', async () => {
    const result = await station.page.evaluate(async (url) => {
      const w = window as never as Record<string, unknown>
      const inline = document.createElement('script')
      inline.textContent = 'window.inlineRan = true'
      document.head.append(inline)
      const foreign = document.createElement('script')
      foreign.src = `${url}/evil.js`
      const failed = new Promise((done) => {
        foreign.onerror = () => done('blocked')
        foreign.onload = () => done('loaded')
      })
      document.head.append(foreign)
      // In a task of its own: code that the test driver runs is exempt from the policy, what it leaves behind is not.
      const evaluated = new Promise((done) =>
        setTimeout(() => {
          try {
            new Function('return 1')()
            done('ran')
          } catch {
            done('blocked')
          }
        }),
      )
      return { inline: w['inlineRan'] === true, foreign: await failed, evaluated: await evaluated }
    }, outsideUrl)
    expect(result).toEqual({ inline: false, foreign: 'blocked', evaluated: 'blocked' })
  })

  it('cannot fetch, open a socket, post a beacon or load a picture from outside', async () => {
    outsideAsked.length = 0
    const tried = await station.page.evaluate(async (url) => {
      const fetched = await fetch(`${url}/fetch`).then(
        () => 'reached',
        () => 'blocked',
      )
      const picture = await new Promise((done) => {
        const image = new Image()
        image.onload = () => done('reached')
        image.onerror = () => done('blocked')
        image.src = `${url}/picture.png`
      })
      let socket = 'blocked'
      try {
        const opened = new WebSocket(url.replace('http', 'ws'))
        socket = await new Promise((done) => {
          opened.onopen = () => done('reached')
          opened.onerror = () => done('blocked')
        })
      } catch {
        socket = 'blocked'
      }
      navigator.sendBeacon(`${url}/beacon`, 'x')
      return { fetched, picture, socket }
    }, outsideUrl)
    expect(tried).toEqual({ fetched: 'blocked', picture: 'blocked', socket: 'blocked' })
    expect(outsideAsked).toEqual([])
  })

  it('cannot navigate away by location, link, form or meta refresh', async () => {
    const before = current()
    for (const attack of [
      (url: string) => location.assign(url),
      (url: string) => {
        const link = document.createElement('a')
        link.href = url
        document.body.append(link)
        link.click()
      },
      (url: string) => {
        const form = document.createElement('form')
        form.action = url
        form.method = 'post'
        document.body.append(form)
        form.submit()
      },
      (url: string) => location.assign(`file:///etc/hostname?${url}`),
      (url: string) => location.assign(`data:text/html,<h1>${url}</h1>`),
      (url: string) => location.assign(`javascript:document.title='owned ${url}'`),
    ])
      await station.page.evaluate(attack, `${outsideUrl}/navigate`).catch(() => {})
    await station.page.waitForFunction(() => document.readyState === 'complete')
    expect(current()).toBe(before)
    expect(await station.page.title()).not.toContain('owned')
    expect(outsideAsked).toEqual([])
  })

  it('cannot open a window, with or without noopener', async () => {
    const opened = await station.page.evaluate(
      (url) =>
        [window.open(url), window.open('about:blank'), window.open(`${location.origin}/`)].map((w) => w === null),
      outsideUrl,
    )
    expect(opened).toEqual([true, true, true])
    expect(await station.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  it('cannot embed a frame or a webview', async () => {
    const count = await station.page.evaluate(async (url) => {
      const frame = document.createElement('iframe')
      frame.src = url
      document.body.append(frame)
      document.body.append(document.createElement('webview'))
      await new Promise((done) => setTimeout(done, 300))
      try {
        return frame.contentDocument?.body.textContent ?? 'no document'
      } catch {
        return 'foreign document'
      }
    }, outsideUrl)
    expect(count).not.toContain('outside')
    expect(outsideAsked).toEqual([])
  })

  it('is refused camera, microphone, place, notices, clipboard reading and devices', async () => {
    const answers = await station.page.evaluate(async () => {
      const asked = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'] as const
      const states: Record<string, string> = {}
      for (const name of asked)
        states[name] = await navigator.permissions.query({ name: name as PermissionName }).then(
          (status) => status.state,
          () => 'denied',
        )
      const media = await navigator.mediaDevices?.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'denied',
      )
      const clipboard = await navigator.clipboard.readText().then(
        () => 'granted',
        () => 'denied',
      )
      return { ...states, media: media ?? 'denied', clipboard }
    })
    expect(new Set(Object.values(answers))).toEqual(new Set(['denied']))
  })

  it('cannot download a file', async () => {
    const started = await station.app.evaluate(async ({ BrowserWindow, session }) => {
      const window = BrowserWindow.getAllWindows()[0]
      const seen = new Promise<string>((done) => {
        session.defaultSession.once('will-download', (event, item) =>
          done(event.defaultPrevented || item.getState() !== 'completed' ? 'prevented' : 'started'),
        )
        setTimeout(() => done('nothing'), 1500)
      })
      await window?.webContents.executeJavaScript(
        `(() => { const a = document.createElement('a'); a.href = URL.createObjectURL(new Blob(['x'])); a.download = 'x.txt'; document.body.append(a); a.click() })()`,
      )
      return seen
    })
    expect(started).not.toBe('started')
  })
})

describe('the own scheme', () => {
  const status = (path: string): Promise<number> =>
    station.app.evaluate(async ({ session }, url) => (await session.defaultSession.fetch(url)).status, path)

  it('serves the page with a strict policy and a fresh nonce each time', async () => {
    const read = (): Promise<{ policy: string; html: string }> =>
      station.app.evaluate(async ({ session }, url) => {
        const answer = await session.defaultSession.fetch(url)
        return { policy: answer.headers.get('content-security-policy') ?? '', html: await answer.text() }
      }, ours)
    const [first, second] = [await read(), await read()]
    const nonce = /'nonce-([^']+)'/.exec(first.policy)?.[1] ?? ''
    expect(nonce.length).toBeGreaterThan(20)
    expect(first.html).toContain(nonce)
    expect(second.policy).not.toContain(nonce)
    expect(first.policy).toContain("default-src 'none'")
    expect(first.policy).toContain("script-src 'self'")
    expect(first.policy).toContain("connect-src 'none'")
    expect(first.policy).not.toContain('unsafe')
  })

  it.each(
    [
      '../package.json',
      '..%2f..%2fpackage.json',
      '%2e%2e/%2e%2e/package.json',
      '....//package.json',
      '..%5c..%5cpackage.json',
      'assets/../../main/main.js',
      '/etc/hostname',
      '%00.html',
      'index.html%00.js',
      '%E0%A4%A',
      'assets',
      '',
    ].map((path) => [path]),
  )('does not leave its folder by %s', async (path) => {
    const answer = await status(`${ours}${path}`)
    expect(path === '' ? [200] : [404, 400]).toContain(answer)
  })

  it('serves no other host', async () => {
    expect(await status('workstation://other/index.html')).toBe(404)
  })
})

describe('the shell', () => {
  it('gives no port to a page that is not its own, though it has the preload', async () => {
    const answer = await station.app.evaluate(async ({ BrowserWindow }) => {
      const [own] = BrowserWindow.getAllWindows()
      const { preload } = (
        own as unknown as { webContents: { getLastWebPreferences(): { preload: string } } }
      ).webContents.getLastWebPreferences()
      const foreign = new BrowserWindow({
        show: false,
        webPreferences: { sandbox: true, contextIsolation: true, preload },
      })
      await foreign.loadURL('data:text/html,<p>foreign</p>')
      const heard = await foreign.webContents.executeJavaScript(`new Promise((done) => {
        addEventListener('message', (event) => event.data === 'port' && done('a port'))
        postMessage('ready', '*')
        setTimeout(() => done('nothing'), 1000)
      })`)
      foreign.destroy()
      return heard as string
    })
    expect(answer).toBe('nothing')
  })

  it('starts once: a second start ends itself and leaves the first one alone', async () => {
    const second = await launch({ dataDir: station.dataDir }).then(
      (other) => {
        other.kill()
        return 'a second window'
      },
      () => 'ended',
    )
    expect(second).toBe('ended')
    expect(await station.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })
})
