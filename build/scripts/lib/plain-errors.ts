import { say } from './say.mjs'

// Imported first by the commands that people run: what stops them is a sentence, not a stack (DEBUG=1 shows it).
process.on('uncaughtException', (error: Error) => {
  say(process.env['DEBUG'] ? (error.stack ?? error.message) : error.message.replace(/\nCall log:[\s\S]*/, ''))
  process.exit(1)
})
