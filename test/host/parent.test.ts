import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { childParent } from '#host/connect/parent.ts'
import { shellClient } from '#host/connect/shell-client.ts'
import type { FromHost, ToHost } from '#host/shell.ts'

describe('pages relayed over the channel of an older runtime', () => {
  const setUp = () => {
    const channel = new EventEmitter()
    const sent: FromHost[] = []
    const parent = childParent({
      send: (message) => void sent.push(message),
      on: (event: string, listener: (message: ToHost) => void) => void channel.on(event, listener),
    })
    const say = (message: ToHost) => channel.emit('message', message)
    return { channel, sent, parent, say }
  }

  test('a page looks like a port: early messages wait for start, closing is told', () => {
    const { sent, parent, say } = setUp()
    const heard: unknown[] = []
    parent.onPage((port, page) => {
      say({ kind: 'page-message', page, data: 'early' })
      port.on('message', (event) => heard.push(event?.data))
      port.on('close', () => heard.push('closed'))
      port.start()
      port.postMessage('answer')
    })
    say({ kind: 'page-open', page: 3 })
    say({ kind: 'page-message', page: 3, data: 'later' })
    say({ kind: 'page-message', page: 4, data: 'of nobody' })
    say({ kind: 'page-close', page: 3 })
    expect(heard).toEqual(['early', 'later', 'closed'])
    expect(sent).toEqual([{ kind: 'page-message', page: 3, data: 'answer' }])
  })

  test('when main is gone every page closes and the host is told', () => {
    const { channel, parent, say } = setUp()
    const heard: string[] = []
    parent.onPage((port, page) => port.on('close', () => heard.push(`page ${page}`)))
    parent.onGone(() => heard.push('gone'))
    say({ kind: 'page-open', page: 1 })
    say({ kind: 'page-open', page: 2 })
    channel.emit('disconnect')
    expect(heard).toEqual(['page 1', 'page 2', 'gone'])
  })

  test('other messages come through, those of pages do not', () => {
    const { parent, say } = setUp()
    const heard: string[] = []
    parent.onMessage((message) => heard.push(message.kind))
    say({ kind: 'page-open', page: 1 })
    say({ kind: 'power', what: 'suspend' })
    say({ kind: 'stop' })
    expect(heard).toEqual(['power', 'stop'])
  })
})

describe('asking the shell', () => {
  test('answers find their question, a refusal rejects', async () => {
    const sent: FromHost[] = []
    const { shell, reply } = shellClient((message) => sent.push(message))
    const status = shell.keyringStatus()
    const wrapped = shell.wrap(new Uint8Array([1]))
    reply({ kind: 'shell-reply', id: 2, ok: false, message: 'the keyring is locked' })
    reply({
      kind: 'shell-reply',
      id: 1,
      ok: true,
      value: { backend: 'keychain', usable: true, fallback: false, demoOnly: false },
    })
    expect(await status).toEqual({ backend: 'keychain', usable: true, fallback: false, demoOnly: false })
    await expect(wrapped).rejects.toThrow('the keyring is locked')
    expect(sent.map((message) => message.kind === 'shell-request' && message.method)).toEqual(['keyringStatus', 'wrap'])
  })
})
