/**
 * The bridge, and all of it: hands the page its port to the data process, tells it menu commands, takes the phases of
 * the start. Sandboxed; nothing generic crosses.
 */
import { contextBridge, ipcRenderer } from 'electron'

let asked = false

ipcRenderer.on('port', (event) => {
  window.postMessage('port', window.location.origin, [...event.ports])
})

window.addEventListener('message', (event) => {
  if (event.source !== window || event.data !== 'ready' || asked) return
  asked = true
  ipcRenderer.send('port-please')
})

contextBridge.exposeInMainWorld('workstation', {
  platform: process.platform,
  onMenu: (heard: (command: string) => void): (() => void) => {
    const listener = (_event: unknown, command: string): void => heard(command)
    ipcRenderer.on('menu', listener)
    return () => void ipcRenderer.off('menu', listener)
  },
  reportReady: (phase: string): void => ipcRenderer.send('phase', String(phase).slice(0, 40)),
})
