/** Asks main over the parent channel: the `Shell` of a real run. */
import type { FromHost, Shell, ShellMethod, ToHost } from '#host/shell.ts'

type Reply = Extract<ToHost, { kind: 'shell-reply' }>

export interface ShellClient {
  readonly shell: Shell
  reply(message: Reply): void
}

export function shellClient(send: (message: FromHost) => void): ShellClient {
  const asked = new Map<number, { resolve(value: unknown): void; reject(cause: Error): void }>()
  let last = 0

  const ask = <M extends ShellMethod>(method: M, ...given: Parameters<Shell[M]>): ReturnType<Shell[M]> =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++last
      asked.set(id, { resolve, reject })
      send({ kind: 'shell-request', id, method, arguments: given })
      // Main answers each request with what its method promises (electron/host/shell.ts).
    }) as ReturnType<Shell[M]>

  return {
    shell: {
      keyringStatus: () => ask('keyringStatus'),
      wrap: (secret) => ask('wrap', secret),
      unwrap: (wrapped) => ask('unwrap', wrapped),
      chooseSaveFile: (options) => ask('chooseSaveFile', options),
      chooseOpenFile: (options) => ask('chooseOpenFile', options),
      showInFolder: (path) => ask('showInFolder', path),
      notify: (notice) => ask('notify', notice),
      openOutside: (url) => ask('openOutside', url),
      makePdf: (sheet) => ask('makePdf', sheet),
      showPdf: (pdf) => ask('showPdf', pdf),
      printers: () => ask('printers'),
      printSheet: (sheet, printer) => ask('printSheet', sheet, printer),
    },
    reply: (message) => {
      const waiting = asked.get(message.id)
      asked.delete(message.id)
      if (message.ok) waiting?.resolve(message.value)
      else waiting?.reject(new Error(message.message))
    },
  }
}
