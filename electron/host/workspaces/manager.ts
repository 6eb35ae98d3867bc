/**
 * The one open workspace and the state that the frame shows. Opening, closing and recovery run one after another;
 * whatever goes wrong is a state with an error, and nothing is deleted because of it.
 */

import type { ToError } from '#host/errors.ts'
import type { Shell } from '#host/shell.ts'
import { type KeptFiles, keptFiles, noticeOf } from '#host/workspaces/notice.ts'
import type { Opened, OpenStore } from '#host/workspaces/opened.ts'
import type { Registry, WorkspaceFile } from '#host/workspaces/registry.ts'
import { unsealCredential, unsealKey } from '#host/workspaces/secrets.ts'
import type { AppState, WorkspaceInfo } from '#shared/contract/workspaces.ts'
import { AppError, type AppErrorValue } from '#shared/errors.ts'

export interface ManagerOptions {
  readonly registry: Registry
  readonly shell: Shell
  readonly now: () => number
  readonly toError: ToError
  readonly openStore: OpenStore
  tell(state: AppState): void
}

export class WorkspaceManager {
  readonly #options: ManagerOptions
  #state: AppState = { state: 'starting' }
  #opened: Opened | null = null
  #kept: KeptFiles = { local: null, cache: null }
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: ManagerOptions) {
    this.#options = options
  }

  get state(): AppState {
    return this.#state
  }

  get opened(): Opened | null {
    return this.#opened
  }

  /** The open workspace; throws `workspace-closed`. */
  current(): Opened {
    if (!this.#opened) throw new AppError('workspace-closed', { retry: 'later' })
    return this.#opened
  }

  /** Runs work that opens, closes or replaces files after what is already under way. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work)
    this.#last = next.catch(() => {})
    return next
  }

  open(workspaceId: string): Promise<AppState> {
    return this.exclusive(async () => {
      const file = this.find(workspaceId)
      if (this.#opened?.file.workspaceId === workspaceId) return this.#state
      await this.closeNow()
      return this.openNow(file)
    })
  }

  /** A person's word: closed until opened again, also after a restart. */
  close(): Promise<void> {
    return this.exclusive(async () => {
      await this.closeNow()
      this.#options.registry.noteOpened(null, this.#options.now())
      this.#set({ state: 'no-workspace' })
    })
  }

  /** The end of the program: what was open is opened again next time. */
  stop(): Promise<void> {
    return this.exclusive(() => this.closeNow())
  }

  /** The open store turned out damaged while it was read: it is closed, and the frame offers recovery. */
  async failOpened(error: AppErrorValue): Promise<void> {
    const broken = this.#opened
    await this.exclusive(async () => {
      if (!broken || this.#opened !== broken) return
      await this.closeNow()
      this.#set({ state: 'failed', workspace: this.#info(broken.file), error })
    })
  }

  /** Path of a file that was set aside when the workspace was opened; throws `not-found`. */
  keptFile(which: keyof KeptFiles): string {
    const path = this.#state.state === 'ready' ? this.#kept[which] : null
    if (path === null) throw new AppError('not-found', { field: 'which' })
    return path
  }

  closeNotice(): AppState {
    return this.#state.state === 'ready' ? this.#set({ state: 'ready', workspace: this.#state.workspace }) : this.#state
  }

  find(workspaceId: string): WorkspaceFile {
    const file = this.#options.registry.get(workspaceId)
    if (!file) throw new AppError('not-found', { field: 'workspaceId' })
    return file
  }

  /** At the start, or where nothing can be opened: `no-keyring` comes before `no-workspace`. */
  async rest(): Promise<AppState> {
    const { backend, usable } = await this.#options.shell.keyringStatus()
    return this.#set(usable ? { state: 'no-workspace' } : { state: 'no-keyring', backend: backend.slice(0, 40) })
  }

  /** A settings file beyond help: shown, so that somebody can put a copy back; the folder is left as it is. */
  showTorn(workspaceId: string): AppState {
    const workspace: WorkspaceInfo = {
      workspaceId,
      name: workspaceId,
      site: 'china',
      endpoint: '',
      demo: false,
      credentialKind: 'ak-sk',
      credentialHint: '',
      keyring: '',
      openedAt: null,
      createdAt: 0,
    }
    const error = this.#options.toError(
      new AppError('settings-torn', { safe: 'kept-locally', retry: 'after-fix' }),
      'workspaces.open',
    )
    return this.#set({ state: 'failed', workspace, error })
  }

  /** Inside `exclusive` only. */
  async closeNow(): Promise<void> {
    const opened = this.#opened
    // Calls that arrive meanwhile find it closed, not half closed.
    this.#opened = null
    try {
      await opened?.close()
    } catch (cause) {
      // Nothing is open any more: the frame must not say that it is.
      if (opened) this.#fail(opened.file, cause)
      throw cause
    }
  }

  #fail(file: WorkspaceFile, cause: unknown): AppState {
    const error = this.#options.toError(cause, 'workspaces.open')
    return this.#set({ state: 'failed', workspace: this.#info(file), error })
  }

  /** Inside `exclusive` only, with nothing open. */
  async openNow(
    file: WorkspaceFile,
    { rebuild = false, cacheKeptAs = null }: { rebuild?: boolean; cacheKeptAs?: string | null } = {},
  ): Promise<AppState> {
    const { registry, shell, openStore, now } = this.#options
    const step = (name: string): void =>
      void this.#set({ state: 'opening', workspace: this.#info(file), step: name.slice(0, 80) })
    try {
      const status = await shell.keyringStatus()
      if (!status.usable) return this.#set({ state: 'no-keyring', backend: status.backend.slice(0, 40) })
      step('key')
      const key = await unsealKey(shell, file.key)
      const credential = await unsealCredential(shell, file.credential.wrapped)
      step('store')
      this.#opened = await openStore({
        file,
        folder: registry.folderOf(file.workspaceId),
        key,
        credential,
        step,
        rebuild,
      })
      registry.noteOpened(file.workspaceId, now())
      this.#kept = keptFiles(this.#opened.prepared, cacheKeptAs)
      const notice = noticeOf(this.#opened.prepared, this.#kept)
      return this.#set({ state: 'ready', workspace: this.#info(file), ...(notice && { notice }) })
    } catch (cause) {
      await this.closeNow()
      return this.#fail(file, cause)
    }
  }

  #info(file: WorkspaceFile): WorkspaceInfo {
    return this.#options.registry.infoOf(file)
  }

  #set(state: AppState): AppState {
    this.#state = state
    this.#options.tell(state)
    return state
  }
}
