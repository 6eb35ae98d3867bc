/** Words that every page uses. */
export const common = {
  appName: '伙伴工作台',
  cancel: '取消',
  close: '关闭',
  retry: '重试',
  undo: '撤销',
  asOf: '数据截至 {{at}}',
  notPermittedTitle: '没有查看权限',
  notPermittedText: '您的角色不包含此功能。请联系系统管理员分配角色；权限在下次同步后生效。',
}
