/**
 * Every command of the program, by the name that menu, palette, shortcut sheet and keys share. What a command does is
 * offered by the frame or by the page on screen (`useCommand`).
 */
import { useEffect, useRef } from 'react'
import { useOffers } from '#renderer/stores/commands.ts'

export const commandGroups = ['go', 'page', 'data', 'frame'] as const
export type CommandGroup = (typeof commandGroups)[number]

export interface Command {
  group: CommandGroup
  /** tinykeys notation; the first is the one shown. */
  keys?: readonly string[]
  /** Syllables of the Chinese label, so that pinyin and initials find it. */
  pinyin: string
}

export const commands = {
  'go:/': { group: 'go', pinyin: 'shou ye' },
  'go:/customers': { group: 'go', pinyin: 'ke hu' },
  'go:/due': { group: 'go', pinyin: 'jin ri ming dan' },
  'go:/orders': { group: 'go', pinyin: 'ding dan' },
  'go:/growth': { group: 'go', pinyin: 'yun shang dian fen xiang' },
  'go:/authorizations': { group: 'go', pinyin: 'ke hu shou quan' },
  'go:/creations': { group: 'go', pinyin: 'chuang jian ke hu' },
  'go:/associations': { group: 'go', pinyin: 'guan lian guan li' },
  'go:/coupons': { group: 'go', pinyin: 'quan guan li' },
  'go:/funds': { group: 'go', pinyin: 'huo ban zhang hu' },
  'go:/outbox': { group: 'go', pinyin: 'dai ban yu dai fa song' },
  'go:/coupons/issue': { group: 'go', pinyin: 'pi liang fa quan' },
  'go:/incentives': { group: 'go', pinyin: 'ji li dui zhang' },
  'go:/applications': { group: 'go', pinyin: 'ji li shen fu' },
  'go:/cases': { group: 'go', pinyin: 'ji li ban li shi xiang' },
  'go:/documents': { group: 'go', pinyin: 'da yin dan ju' },
  'go:/organization': { group: 'go', pinyin: 'zu zhi cheng yuan' },
  'go:/quotes': { group: 'go', pinyin: 'bao jia yu xia dan' },
  'go:/products': { group: 'go', pinyin: 'chan pin mu lu' },
  'go:/sync': { group: 'go', pinyin: 'tong bu zhuang tai' },
  'go:/workspaces': { group: 'go', pinyin: 'gong zuo qu' },
  'go:/settings': { group: 'go', keys: ['$mod+,'], pinyin: 'she zhi' },
  new: { group: 'page', keys: ['n'], pinyin: 'xin jian' },
  'assign-manager': { group: 'page', keys: ['m'], pinyin: 'fen pei ke hu jing li' },
  'issue-coupon': { group: 'page', keys: ['c'], pinyin: 'fa fang dai jin quan' },
  resources: { group: 'page', keys: ['r'], pinyin: 'zi yuan' },
  'quote-customer': { group: 'page', keys: ['q'], pinyin: 'wei gai ke hu bao jia' },
  'quote-add': { group: 'page', keys: ['a'], pinyin: 'tian jia chan pin' },
  'quote-price': { group: 'page', keys: ['F8'], pinyin: 'xun jia' },
  'quote-order': { group: 'page', keys: ['$mod+Enter'], pinyin: 'dai ke xia dan' },
  filter: { group: 'page', keys: ['/'], pinyin: 'shai xuan' },
  export: { group: 'page', keys: ['$mod+e'], pinyin: 'dao chu' },
  print: { group: 'page', keys: ['$mod+p'], pinyin: 'da yin' },
  refresh: { group: 'page', keys: ['F5', '$mod+r'], pinyin: 'shua xin' },
  back: { group: 'page', keys: ['Alt+ArrowLeft'], pinyin: 'hou tui' },
  forward: { group: 'page', keys: ['Alt+ArrowRight'], pinyin: 'qian jin' },
  'sync-start': { group: 'data', pinyin: 'li ji tong bu' },
  'sync-pause': { group: 'data', pinyin: 'zan ting tong bu' },
  'sync-resume': { group: 'data', pinyin: 'ji xu tong bu' },
  palette: { group: 'frame', keys: ['$mod+k'], pinyin: 'ming ling mian ban' },
  search: { group: 'frame', keys: ['$mod+Shift+f'], pinyin: 'quan ju sou suo' },
  shortcuts: { group: 'frame', keys: ['Shift+?', '?', '？', 'Shift+？'], pinyin: 'kuai jie jian' },
  navigation: { group: 'frame', keys: ['$mod+b'], pinyin: 'zhe die dao hang' },
  theme: { group: 'frame', pinyin: 'qie huan zhu ti' },
  language: { group: 'frame', pinyin: 'yu yan' },
} as const satisfies Record<string, Command>

export type CommandName = keyof typeof commands

/** The table as a list whose entries look alike. */
export const commandList: readonly (Command & { name: CommandName })[] = Object.entries(commands).map(
  ([name, command]) => ({ ...(command as Command), name: name as CommandName }),
)

/** Offers a command while the component is on screen. `null` takes the offer back (nothing to export, say). */
export function useCommand(name: CommandName, run: (() => void) | null): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  const offered = run !== null
  useEffect(() => (offered ? useOffers.getState().offer(name, () => latest.current?.()) : undefined), [name, offered])
}
