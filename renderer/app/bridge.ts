/** What the preload offers beside the port; absent in a plain browser. */
interface Bridge {
  platform: string
  onMenu(heard: (command: string) => void): () => void
  reportReady(phase: string): void
}

declare global {
  interface Window {
    workstation?: Bridge
  }
}

/** Tells the shell that a phase of the start is over: `frame` at the first paint, `rows` when rows are on screen. */
export const reportReady = (phase: 'frame' | 'data' | 'rows'): void => window.workstation?.reportReady(phase)

export const onMenu = (heard: (command: string) => void): (() => void) =>
  window.workstation?.onMenu(heard) ?? (() => {})

export const platform = (): string => window.workstation?.platform ?? 'browser'
