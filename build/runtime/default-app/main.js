// What a plain Electron does when it is given a project folder: this file stands in for Electron's own default
// app, which the runtime from the package registry does not carry.
import { readFileSync, statSync } from 'node:fs'
import { Module } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const preloads = []
let project
for (let index = 1; index < process.argv.length; index += 1) {
  const argument = process.argv[index]
  if (argument === '-r' || argument === '--require') {
    index += 1
    preloads.push(process.argv[index])
  } else if (!argument.startsWith('-')) {
    project = resolve(argument)
    break
  }
}

// Before anything else: a test driver loads itself this way and must come before the application.
Module._preloadModules(preloads)

if (project === undefined) {
  process.stderr.write('usage: electron [-r FILE] FOLDER\n')
  app.exit(1)
} else {
  let entry = project
  if (statSync(project).isDirectory()) {
    const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
    app.setVersion(manifest.version ?? '0.0.0')
    app.setName(manifest.productName ?? manifest.name ?? 'Electron')
    app.setPath('userData', join(app.getPath('appData'), app.getName()))
    if (process.platform === 'linux') app.setDesktopName(manifest.desktopName ?? `${manifest.name}.desktop`)
    app.setAppPath(project)
    entry = join(project, manifest.main ?? 'index.js')
  } else {
    app.setAppPath(dirname(project))
  }
  // Awaited at top level, so that Electron's ready event waits for the application's main file.
  await import(pathToFileURL(entry).href)
}
