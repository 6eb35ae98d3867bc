import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { hasScreen } from './build/scripts/lib/screen.ts'

const outside = ['**/node_modules/**', 'out/**', 'dist/**']

// Three projects: plain Node, components in jsdom, and the real window (needs `npm run build` first; npm test does it).
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [...outside, 'test/e2e/**'],
          pool: 'forks',
          // Most of them wait for a server or a process now and then.
          maxWorkers: 3,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'dom',
          environment: 'jsdom',
          include: ['test/renderer/**/*.test.tsx'],
          exclude: outside,
          setupFiles: ['test/support/dom-setup.ts'],
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.e2e.ts'],
          exclude: outside,
          globalSetup: ['test/support/e2e-setup.ts'],
          setupFiles: ['test/support/e2e-screen.ts'],
          pool: 'forks',
          // Two windows at a time, each on a screen of its own where nobody sees them; on a real one they come singly.
          maxWorkers: hasScreen() ? 1 : 2,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
