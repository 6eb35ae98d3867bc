/**
 * What the host asks of the operating system through the main process (which knows nothing of customers). In tests a
 * plain object stands in its place. All over one message channel: `ShellRequest` there, `ShellReply` back.
 */
export interface KeyringStatus {
  /** `keychain`, `dpapi`, `gnome_libsecret`, `kwallet5`, …; `plain-file` is the named fallback that protects nothing. */
  readonly backend: string
  /** False where nothing can be wrapped: a state with its own screen. */
  readonly usable: boolean
  /** True for the fallback of demo and test machines. */
  readonly fallback: boolean
  /** The fallback may keep the demo's keys and no others. */
  readonly demoOnly: boolean
}

export interface Wrapped {
  /** Backend that wrapped it, stored beside the bytes: another one cannot unwrap them. */
  readonly backend: string
  /** Base64. */
  readonly bytes: string
}

/** A printed sheet: script-free markup with the size of its paper. */
export interface Sheet {
  readonly html: string
  readonly widthMm: number
  readonly heightMm: number
}

export interface SystemPrinter {
  readonly name: string
  readonly label: string
  readonly standard: boolean
}

/** A native notice of the operating system; a click opens the window. */
export interface Notice {
  readonly title: string
  readonly body: string
}

export interface Shell {
  keyringStatus(): Promise<KeyringStatus>
  /** Rejects where the keyring fails; never a reason to delete anything. */
  wrap(secret: Uint8Array): Promise<Wrapped>
  unwrap(wrapped: Wrapped): Promise<Uint8Array>
  /** Asks the person for a file to write; null = closed the dialogue. */
  chooseSaveFile(options: { defaultName: string; extension: string; title: string }): Promise<string | null>
  /** Asks the person for a file to read; null = closed the dialogue. */
  chooseOpenFile(options: { extensions: readonly string[]; title: string }): Promise<string | null>
  showInFolder(path: string): Promise<void>
  /** Where the system has no notices, nothing is shown. */
  notify(notice: Notice): Promise<void>
  /** Main opens only addresses of its own list of hosts; false = not opened. */
  openOutside(url: string): Promise<boolean>
  /** Prints a sheet to the bytes of a PDF, in a page without scripts and without a network. */
  makePdf(sheet: Sheet): Promise<Uint8Array>
  /** Shows a PDF in a window of its own, which can neither save nor print it. */
  showPdf(pdf: { readonly title: string; readonly bytes: Uint8Array }): Promise<void>
  printers(): Promise<readonly SystemPrinter[]>
  /** Rejects where the printer refuses; what it took may still come out. */
  printSheet(sheet: Sheet, printer: string): Promise<void>
}

export type ShellMethod = keyof Shell

/** Messages between main and host. The host speaks first (`ready`), pages' ports come as `port` frames. */
export type ToHost =
  | {
      kind: 'start'
      dataDir: string
      demo: { endpoint: string; ak: string; sk: string; name: string } | null
      runtime: { version: string; electron: string; chromium: string; platform: string; packaged: boolean }
      /** True on test machines whose partner API has no limits: calls leave as fast as they come. */
      unhurried: boolean
      /** Words of a command line to be carried out without a window; null = serve pages. */
      task: readonly string[] | null
    }
  | { kind: 'shell-reply'; id: number; ok: true; value: unknown }
  | { kind: 'shell-reply'; id: number; ok: false; message: string }
  /** A page connected; without transferable ports its messages come as `page-message` with this number. */
  | { kind: 'page-open'; page: number }
  | { kind: 'page-message'; page: number; data: unknown }
  | { kind: 'page-close'; page: number }
  /** The machine sleeps or wakes. */
  | { kind: 'power'; what: 'suspend' | 'resume' }
  | { kind: 'stop' }

/** What has not ended yet, for tray, title and the question before quitting; main knows nothing of what it counts. */
export interface Unfinished {
  readonly count: number
  /** One line in the person's language. */
  readonly text: string
  /** What to ask before the program ends; null = nothing to ask. */
  readonly leave: {
    readonly message: string
    readonly detail: string
    readonly quit: string
    readonly stay: string
  } | null
}

export type FromHost =
  | { kind: 'ready'; startedInMs: number }
  | { kind: 'shell-request'; id: number; method: ShellMethod; arguments: readonly unknown[] }
  | { kind: 'page-message'; page: number; data: unknown }
  /** The person's language, at start and whenever it changes: the menu speaks it. */
  | { kind: 'language'; language: 'zh' | 'en' }
  /** At start and whenever it changes. */
  | { kind: 'unfinished'; unfinished: Unfinished }
  | { kind: 'task-ended'; ok: boolean; message: string }
  | { kind: 'stopped' }
