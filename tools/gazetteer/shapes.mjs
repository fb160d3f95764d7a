// Centers of the shapes in the atlases.
import { geoArea, geoCentroid } from 'd3-geo';
import { feature } from 'topojson-client';

// The center of the largest part: the middle of France and French Guiana together lies in the sea.
function centerOf(geometry) {
  if (!geometry) return null;
  const parts = geometry.type === 'MultiPolygon' ? geometry.coordinates : [geometry.coordinates];
  let largest = null;
  let largestArea = -1;
  for (const coordinates of parts) {
    const part = { type: 'Polygon', coordinates };
    const area = geoArea(part);
    if (area > largestArea) [largest, largestArea] = [part, area];
  }
  const [longitude, latitude] = geoCentroid(largest);
  return Number.isFinite(latitude) && Number.isFinite(longitude) ? { latitude, longitude } : null;
}

// A Map from each shape's id (or its name, where it has none) to its center.
export function centersOf(topology, objectName) {
  const centers = new Map();
  for (const shape of feature(topology, topology.objects[objectName]).features) {
    const center = centerOf(shape.geometry);
    const key = shape.id ?? shape.properties.name;
    if (center && !centers.has(key)) centers.set(key, center);
  }
  return centers;
}
