import type { Fault, ObjectCheck } from '../checks/object.ts';

/**
 * The check of secrets, for what a chart renders. None of that is in git: what of it comes from us is in the Application, where
 * it is an error, and the rest is what everybody knows who has the chart.
 */
export const ofCharts = (secret: ObjectCheck): ObjectCheck => ({
  ...secret,
  faults(object, around) {
    const faults = secret.faults(object, around);
    if (faults.length === 0) return faults;
    // A Secret with a file in it, or anything else that may well be none, is the chart's way of keeping its settings.
    if (object.kind === 'Secret') return faults.some(({ severity }) => severity !== 'warning') ? [madeByChart] : [];
    return faults.map((fault) => ({ ...fault, severity: 'warning' }));
  },
});

const madeByChart: Fault = {
  path: [],
  message: 'is made by the chart: what is in it is known to whoever has the chart and its values',
  hint: 'let the store bring a Secret, and name it to the chart, if it takes one',
  severity: 'warning',
};
