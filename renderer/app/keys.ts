/** Keys of the whole program. They never fire while an input method composes, and plain letters not while one types. */
import { createKeybindingsHandler } from 'tinykeys'
import { isComposing, isTyping } from '#renderer/parts/fold.ts'
import { runCommand } from '#renderer/stores/commands.ts'
import { commandList } from './commands.ts'

/** Over a dialogue a page's own keys rest. */
const inDialogue = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('[role=dialog]') !== null

const isPlain = (keys: string): boolean => !/\$mod|Alt|Control|Meta|^F\d/.test(keys)

/** Listens on the page; answers its undo. */
export function bindKeys(page: Window): () => void {
  const bindings: Record<string, (event: KeyboardEvent) => void> = {}
  for (const { name, keys = [] } of commandList) {
    for (const key of keys) {
      bindings[key] = (event) => {
        if (isPlain(key) && (isTyping(event.target) || inDialogue(event.target))) return
        if (runCommand(name) || name === 'refresh' || name === 'print') event.preventDefault()
      }
    }
  }
  const handle = createKeybindingsHandler(bindings)
  const heard = (event: KeyboardEvent): void => {
    if (isComposing(event) || event.defaultPrevented || event.repeat) return
    handle(event)
  }
  page.addEventListener('keydown', heard)
  return () => page.removeEventListener('keydown', heard)
}

const names: Record<string, string> = { $mod: 'Ctrl', ArrowLeft: '←', ArrowRight: '→', '？': '?' }

/** Keys as people read them: `Ctrl+Shift+F`. */
export function keyNames(keys: string, platform: string): string[] {
  if (keys === 'Shift+?') return ['?']
  return keys
    .split('+')
    .map((key) =>
      key === '$mod' && platform === 'darwin' ? '⌘' : (names[key] ?? (key.length === 1 ? key.toUpperCase() : key)),
    )
}
