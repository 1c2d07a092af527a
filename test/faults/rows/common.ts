/** Where findings about what the team of the web shop runs lead to. */
export const shop = ['factories/shop.ts', 'export default'] as const;
export const pay = ['factories/pay.ts', 'export default'] as const;

/** Objects of the reference fleet that many faults are put into, as messages name them. */
export const web = 'shop-prod-web › Deployment shop-prod/web';
export const webService = 'shop-prod-web › Service shop-prod/web';
export const gangplank = 'gangplank › Deployment gangplank/gangplank';

export const pod = ['spec', 'template', 'spec'] as const;
export const container = [...pod, 'containers', 0] as const;
