/** The application menu: every command of the program. The page owns most shortcuts, the menu only shows them. */
import { app, Menu, type MenuItemConstructorOptions, type WebContents } from 'electron'

type Language = 'zh' | 'en'

const words = {
  file: ['文件', 'File'],
  edit: ['编辑', 'Edit'],
  view: ['视图', 'View'],
  go: ['转到', 'Go'],
  data: ['数据', 'Data'],
  help: ['帮助', 'Help'],
  newNote: ['新建', 'New'],
  newWindow: ['新建窗口', 'New Window'],
  export: ['导出…', 'Export…'],
  workspaces: ['工作区…', 'Workspaces…'],
  settings: ['设置…', 'Settings…'],
  quit: ['退出', 'Quit'],
  undo: ['撤销', 'Undo'],
  redo: ['重做', 'Redo'],
  cut: ['剪切', 'Cut'],
  copy: ['复制', 'Copy'],
  paste: ['粘贴', 'Paste'],
  selectAll: ['全选', 'Select All'],
  palette: ['命令面板…', 'Command Palette…'],
  search: ['全局搜索…', 'Search Everywhere…'],
  refresh: ['刷新', 'Refresh'],
  theme: ['切换明暗主题', 'Toggle Theme'],
  language: ['English', '中文'],
  zoomIn: ['放大', 'Zoom In'],
  zoomOut: ['缩小', 'Zoom Out'],
  zoomReset: ['实际大小', 'Actual Size'],
  fullScreen: ['全屏', 'Full Screen'],
  back: ['后退', 'Back'],
  forward: ['前进', 'Forward'],
  home: ['首页', 'Home'],
  customers: ['客户', 'Customers'],
  due: ['今日名单', 'Lists of the Day'],
  orders: ['订单', 'Orders'],
  authorizations: ['客户授权', 'Authorizations'],
  growth: ['云商店分享', 'Marketplace'],
  coupons: ['券管理', 'Coupons'],
  funds: ['伙伴账户', 'Partner Balance'],
  outbox: ['待办与待发送', 'Pending Work'],
  documents: ['打印单据', 'Printed Documents'],
  organization: ['组织成员', 'Members'],
  products: ['产品目录', 'Product Reference'],
  sync: ['同步状态', 'Sync'],
  syncStart: ['立即同步', 'Sync Now'],
  syncPause: ['暂停同步', 'Pause Sync'],
  syncResume: ['继续同步', 'Resume Sync'],
  shortcuts: ['快捷键', 'Keyboard Shortcuts'],
} as const satisfies Record<string, readonly [string, string]>

type Word = keyof typeof words

/** `heard` gets a command's name, as the page knows it. */
export function setMenu(
  language: Language,
  heard: (command: string, contents: WebContents | undefined) => void,
  newWindow: () => void,
): void {
  const label = (word: Word): string => words[word][language === 'zh' ? 0 : 1]
  const command = (word: Word, name: string, accelerator?: string): MenuItemConstructorOptions => ({
    label: label(word),
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
    click: (_item, window) =>
      heard(name, window && 'webContents' in window ? (window.webContents as WebContents) : undefined),
  })
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const role = (word: Word, name: NonNullable<MenuItemConstructorOptions['role']>): MenuItemConstructorOptions => ({
    label: label(word),
    role: name,
  })
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: label('file'),
      submenu: [
        command('newNote', 'new', 'N'),
        { label: label('newWindow'), accelerator: 'CmdOrCtrl+Shift+N', click: newWindow },
        separator,
        command('export', 'export', 'CmdOrCtrl+E'),
        separator,
        command('workspaces', 'go:/workspaces'),
        command('settings', 'go:/settings', 'CmdOrCtrl+,'),
        separator,
        { label: label('quit'), accelerator: 'CmdOrCtrl+Q', click: () => app.quit() },
      ],
    },
    {
      label: label('edit'),
      submenu: [
        role('undo', 'undo'),
        role('redo', 'redo'),
        separator,
        role('cut', 'cut'),
        role('copy', 'copy'),
        role('paste', 'paste'),
        role('selectAll', 'selectAll'),
      ],
    },
    {
      label: label('view'),
      submenu: [
        command('palette', 'palette', 'CmdOrCtrl+K'),
        command('search', 'search', 'CmdOrCtrl+Shift+F'),
        command('refresh', 'refresh', 'F5'),
        separator,
        command('theme', 'theme'),
        command('language', 'language'),
        separator,
        role('zoomIn', 'zoomIn'),
        role('zoomOut', 'zoomOut'),
        role('zoomReset', 'resetZoom'),
        role('fullScreen', 'togglefullscreen'),
        ...(app.isPackaged ? [] : [separator, { role: 'toggleDevTools' } as const]),
      ],
    },
    {
      label: label('go'),
      submenu: [
        command('back', 'back', 'Alt+Left'),
        command('forward', 'forward', 'Alt+Right'),
        separator,
        command('home', 'go:/'),
        command('customers', 'go:/customers'),
        command('due', 'go:/due'),
        command('orders', 'go:/orders'),
        command('authorizations', 'go:/authorizations'),
        command('growth', 'go:/growth'),
        command('coupons', 'go:/coupons'),
        command('funds', 'go:/funds'),
        command('outbox', 'go:/outbox'),
        command('documents', 'go:/documents'),
        command('organization', 'go:/organization'),
        command('products', 'go:/products'),
      ],
    },
    {
      label: label('data'),
      submenu: [
        command('sync', 'go:/sync'),
        separator,
        command('syncStart', 'sync-start'),
        command('syncPause', 'sync-pause'),
        command('syncResume', 'sync-resume'),
      ],
    },
    { label: label('help'), submenu: [command('shortcuts', 'shortcuts', '?')] },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
