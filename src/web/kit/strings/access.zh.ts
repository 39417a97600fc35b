/** 办理代码: the words of its replacement. No React here. @module */
export const accessText = {
  renew: '更换代码',
  renewHint: '旧代码和二维码随即失效，用它打不开页面和文件；新代码由承办人重新交给对方',
  reason: '更换原因',
} as const;
