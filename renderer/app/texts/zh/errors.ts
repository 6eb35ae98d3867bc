/**
 * Three sentences a code: what failed, what is safe, what to do (product conventions). `safety` speaks for a single
 * error whose own `safe` says something other than its code usually does.
 */
export const errors = {
  forbidden: {
    failed: '您的角色不允许此操作。',
    safe: '没有任何数据被改动。',
    todo: '请联系系统管理员分配相应角色，同步后重试。',
  },
  'invalid-input': {
    failed: '填写的内容不符合要求。',
    safe: '内容没有提交，已填写的部分都保留着。',
    todo: '请修改标出的字段后重新提交。',
  },
  'not-found': {
    failed: '要找的记录不存在，可能已被移除。',
    safe: '其他数据不受影响。',
    todo: '请刷新列表后重新选择。',
  },
  conflict: {
    failed: '这条记录在您编辑期间已被修改。',
    safe: '您的内容没有覆盖对方的修改，仍保留在表单中。',
    todo: '请查看最新内容，合并后再保存。',
  },
  cancelled: {
    failed: '操作已取消。',
    safe: '取消前已完成的部分保持有效，其余未执行。',
    todo: '需要时可以重新开始。',
  },
  busy: {
    failed: '同样的工作正在进行。',
    safe: '没有重复执行。',
    todo: '请等待它完成，或先取消它。',
  },
  'workspace-closed': {
    failed: '当前没有打开的工作区。',
    safe: '本机数据完好。',
    todo: '请先打开一个工作区。',
  },
  'workspace-exists': {
    failed: '已经有同名或同一账号的工作区。',
    safe: '没有创建新的工作区，原有工作区不变。',
    todo: '请换一个名称，或直接打开已有的工作区。',
  },
  'keyring-unavailable': {
    failed: '操作系统的密钥环不可用。',
    safe: '没有创建、打开或删除任何内容，加密数据完好。',
    todo: '请解锁或启用系统密钥环后重试。',
  },
  'key-lost': {
    failed: '本机或当前系统用户无法解开工作区的密钥。',
    safe: '加密文件没有被改动。',
    todo: '请用创建工作区时的系统用户登录；若密钥环已重置，可移除该工作区后重新创建并同步。',
  },
  'store-damaged': {
    failed: '本机数据文件已损坏。',
    safe: '文件没有被删除；备注与视图保存在另一个文件中并有备份。',
    todo: '请先导出备注与记录，再重建缓存。',
  },
  'audit-broken': {
    failed: '操作记录链在第 {{entry}} 条处断开：有记录被改动、删除或插入。',
    safe: '检查没有改动任何内容，其余记录仍可查看。',
    todo: '请保留本机数据文件与备份，把编号告知管理员；备份文件夹里较早的副本可用来比对。',
  },
  'store-newer': {
    failed: '数据文件由更新版本的程序写入。',
    safe: '文件没有被改动，也不会被删除。',
    todo: '请安装最新版本后再打开。',
  },
  'store-unreadable': {
    failed: '文件不是本程序的数据文件，或属于另一把密钥。',
    safe: '文件没有被改动。',
    todo: '请确认数据目录是否被替换；可从备份恢复，或重建缓存。',
  },
  'disk-full': {
    failed: '磁盘空间不足，写入没有完成。',
    safe: '已保存的数据完好，未完成的写入已撤回。',
    todo: '请清理磁盘空间后重试。',
  },
  'folder-read-only': {
    failed: '数据目录不可写。',
    safe: '没有任何数据被改动。',
    todo: '请检查目录权限，或把程序的数据目录移到可写的位置。',
  },
  'settings-torn': {
    failed: '设置文件不完整。',
    safe: '已改用上一份完好的副本，业务数据不受影响。',
    todo: '请检查设置是否符合预期，然后重新保存一次。',
  },
  offline: {
    failed: '无法连接伙伴接口。',
    safe: '什么都没有提交，本机数据可以照常查看。',
    todo: '请检查网络或代理；恢复连接后会自动继续。',
  },
  'signed-out': {
    failed: '凭据被拒绝或已过期。',
    safe: '本机数据可以照常查看，同步已停下。',
    todo: '请在“工作区”页更换凭据后重新同步。',
  },
  'clock-skew': {
    failed: '本机时钟与服务器相差太大，签名被拒绝。',
    safe: '没有提交任何内容。',
    todo: '请在系统设置中打开自动校时，然后重试。',
  },
  'permission-missing': {
    failed: '当前凭据缺少所需权限项。',
    safe: '有权限的部分照常同步，没有权限的部分保持原样。',
    todo: '请由伙伴管理员在伙伴中心授权；连接测试会列出缺少的权限项。',
  },
  'no-agency': {
    failed: '这位客户没有把操作权委托给伙伴，这项操作只有客户本人的凭据才能调用。',
    safe: '没有任何调用发出。',
    todo: '请先申请客户授权；客户同意后再试。',
  },
  'wrong-site': {
    failed: '账号或客户属于另一个站点（中国站 / 国际站）。',
    safe: '没有任何数据被改动。',
    todo: '请为该站点另建工作区，并使用对应站点的地址与凭据。',
  },
  'wrong-caller': {
    failed: '这一操作用错了身份：应以客户身份调用，或只能以伙伴身份调用。',
    safe: '请求没有发出，没有任何改动。',
    todo: '这是程序的问题，请把错误编号告诉支持人员。',
  },
  throttled: {
    failed: '请求过于频繁，被服务器限流。',
    safe: '没有丢失数据，已读取的页都已保存。',
    todo: '程序会自动放慢并继续，请稍候。',
  },
  refused: {
    failed: '伙伴接口拒绝了请求。',
    safe: '请求没有生效，本机数据不变。',
    todo: '请查看下方厂商错误码与说明；需要支持时请提供请求编号。',
  },
  'unknown-outcome': {
    failed: '没有收到可读的答复，结果未知。',
    safe: '不会自动重发，本机数据完好。',
    todo: '请先刷新核对结果，再决定是否重做。',
  },
  'answer-unreadable': {
    failed: '服务器的答复与接口说明不符，无法读取。',
    safe: '不符的内容没有写入，原有数据不变。',
    todo: '请稍后重试；反复出现时请提供错误编号与请求编号。',
  },
  'mass-deletion': {
    failed: '本次同步会移除超过十分之一的记录，已停下等待确认。',
    safe: '没有移除任何记录。',
    todo: '请在“同步”页核对数量后决定允许或保留。',
  },
  'no-progress': {
    failed: '同步一分钟没有进展，已自行结束。',
    safe: '已读取的页都已保存，下次从断点继续。',
    todo: '请检查网络后重新开始同步。',
  },
  'print-failed': {
    failed: '打印机没有接受这次打印。',
    safe: '这一份已登记为失败；纸可能已经部分打出。',
    todo: '请检查打印机与纸张后重试，下一份会标为补打。',
  },
  'sums-differ': {
    failed: '明细合计与应有的金额不一致，没有打印。',
    safe: '没有占用编号，数据没有改动。',
    todo: '请先同步或核对明细，使合计一致后再打印。',
  },
  internal: {
    failed: '程序内部出错。',
    safe: '出错的操作已撤回，本机数据完好。',
    todo: '请重试；仍然失败时，请把错误编号告诉支持人员。',
  },
  safety: {
    'nothing-changed': '没有任何数据被改动。',
    'kept-locally': '内容已保存在本机。',
    unknown: '是否已生效尚不确定，请先核对。',
  },
  codeLabel: '错误代码',
  refLabel: '错误编号',
  vendorCodeLabel: '厂商错误码',
  requestIdLabel: '请求编号',
}
