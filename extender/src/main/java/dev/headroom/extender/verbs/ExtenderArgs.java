package dev.headroom.extender.verbs;

/**
 * A request of filter or prioritize ({@code k8s.io/kube-scheduler/extender/v1}).
 *
 * @param body what was parsed; the nodes' ranges lie in it
 * @param nodes valid until the next request is parsed
 * @param fullObjects whether the request carried node objects ({@code nodeCacheCapable: false}) and not just names, so
 *     that the answer must carry objects too
 */
record ExtenderArgs(byte[] body, PodRequest request, NodeNames nodes, boolean fullObjects) {}
