/** Commands that the frame itself answers, whatever page is shown; keys and the menu lead here. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { api } from '#renderer/rpc/api.ts'
import { useWrite } from '#renderer/rpc/hooks.ts'
import { runCommand } from '#renderer/stores/commands.ts'
import { useFrame } from '#renderer/stores/frame.ts'
import { useThemeName } from '../App.tsx'
import { onMenu } from '../bridge.ts'
import { useCommand } from '../commands.ts'
import { bindKeys } from '../keys.ts'
import { usePreferences } from '../preferences.ts'
import { useNotices } from '../useNotices.tsx'
import { useWorkspaceReady } from '../usePermitted.ts'
import { useFileDrop } from './useFileDrop.ts'

function useGoing(): void {
  const navigate = useNavigate()
  const { history } = useRouter()
  useCommand('go:/', () => void navigate({ to: '/' }))
  useCommand('go:/customers', () => void navigate({ to: '/customers' }))
  useCommand('go:/due', () => void navigate({ to: '/due', search: {} }))
  useCommand('go:/orders', () => void navigate({ to: '/orders' }))
  useCommand('go:/coupons', () => void navigate({ to: '/coupons' }))
  useCommand('go:/funds', () => void navigate({ to: '/funds' }))
  useCommand('go:/outbox', () => void navigate({ to: '/outbox' }))
  useCommand('go:/coupons/issue', () => void navigate({ to: '/coupons/issue' }))
  useCommand('go:/incentives', () => void navigate({ to: '/incentives' }))
  useCommand('go:/applications', () => void navigate({ to: '/applications' }))
  useCommand('go:/cases', () => void navigate({ to: '/cases' }))
  useCommand('go:/organization', () => void navigate({ to: '/organization' }))
  useCommand('go:/quotes', () => void navigate({ to: '/quotes' }))
  useCommand('go:/products', () => void navigate({ to: '/products' }))
  useCommand('go:/sync', () => void navigate({ to: '/sync' }))
  useCommand('go:/workspaces', () => void navigate({ to: '/workspaces' }))
  useCommand('go:/settings', () => void navigate({ to: '/settings' }))
  useCommand('back', () => history.back())
  useCommand('forward', () => history.forward())
}

function useSyncing(): void {
  const ready = useWorkspaceReady()
  const { fault } = useNotices()
  const start = useWrite(api.sync.start)
  const pause = useWrite(api.sync.pause)
  const resume = useWrite(api.sync.resume)
  useCommand('sync-start', ready ? () => start.mutate({ collections: null }, { onError: fault }) : null)
  useCommand('sync-pause', ready ? () => pause.mutate({}, { onError: fault }) : null)
  useCommand('sync-resume', ready ? () => resume.mutate({}, { onError: fault }) : null)
}

export function useFrameCommands(): void {
  const queries = useQueryClient()
  const ready = useWorkspaceReady()
  const open = useFrame((frame) => frame.open)
  const askSearch = useFrame((frame) => frame.askSearch)
  const [preferences, change] = usePreferences()
  const theme = useThemeName()
  useGoing()
  useFileDrop()
  useSyncing()
  // Asks the data process again; the page itself is never reloaded.
  useCommand('refresh', () => void queries.invalidateQueries())
  useCommand('palette', () => open('palette'))
  useCommand('shortcuts', () => open('shortcuts'))
  useCommand('search', ready ? askSearch : null)
  useCommand('navigation', () => change({ navigationFolded: !preferences.navigationFolded }))
  useCommand('theme', () => change({ theme: theme === 'dark' ? 'light' : 'dark' }))
  useCommand('language', () => change({ language: preferences.language === 'zh' ? 'en' : 'zh' }))
  useEffect(() => bindKeys(window), [])
  useEffect(() => onMenu((command) => void runCommand(command)), [])
}
