import { afterAll, beforeAll } from 'vitest'
import { type Screen, virtualScreen } from '../../build/scripts/lib/screen.ts'

// Files run side by side, and windows on one screen take the keyboard from each other.
let screen: Screen | undefined

beforeAll(async () => {
  if (process.env['PARTNER_WORKSTATION_WITHOUT_GPU'] !== '1') return
  screen = await virtualScreen()
  process.env['DISPLAY'] = screen.display
})

afterAll(() => screen?.stop())
